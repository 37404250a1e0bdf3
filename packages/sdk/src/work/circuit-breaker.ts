import type { Cause, Clock } from '@connform/core'

/** Failures in a row that say the account is away, after which it is left alone. */
const FAILURES = 3
const FIRST_PAUSE_MS = 60_000
const MAX_PAUSE_MS = 60 * 60_000
const MAX_REMEMBERED = 100_000

/** What says nothing of the credentials, and much of whether to ask again soon. */
const away: ReadonlySet<Cause> = new Set(['store_unavailable', 'host_unreachable', 'timeout', 'tls'])

interface Circuit {
  failures: number
  openUntilMs: number
}

/** Leaves accounts alone that cannot be reached, for longer and longer; one attempt in between tells whether they are back. */
export interface CircuitBreaker {
  isOpen(account: string): boolean
  /** Notes what an attempt came to. Answers until when the account is left alone, where this attempt decided it. */
  note(account: string, cause: Cause): Date | undefined
}

export function circuitBreaker(clock: Clock): CircuitBreaker {
  const circuits = new Map<string, Circuit>()
  return Object.freeze<CircuitBreaker>({
    isOpen: (account) => (circuits.get(account)?.openUntilMs ?? 0) > clock().getTime(),
    note: (account, cause) => {
      if (cause !== 'rate_limited' && !away.has(cause)) {
        circuits.delete(account)
        return undefined
      }
      if (circuits.size >= MAX_REMEMBERED) circuits.clear()
      const circuit = circuits.get(account) ?? { failures: 0, openUntilMs: 0 }
      circuits.set(account, circuit)
      circuit.failures += 1
      // The provider itself asks for a pause: the first time counts.
      const over = circuit.failures - (cause === 'rate_limited' ? 1 : FAILURES)
      if (over < 0) return undefined
      circuit.openUntilMs = clock().getTime() + Math.min(FIRST_PAUSE_MS * 2 ** over, MAX_PAUSE_MS)
      return new Date(circuit.openUntilMs)
    },
  })
}
