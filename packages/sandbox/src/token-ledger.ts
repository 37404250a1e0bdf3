import type { IssuedToken } from './issued-token.ts'

/** A token as it is given out; what becomes of it is the ledger's. */
interface NewToken extends Pick<IssuedToken, 'kind' | 'token' | 'owner'> {
  readonly channelIds?: readonly number[]
  readonly scopes?: readonly string[]
  readonly issuedAt: Date
  readonly expiresAt: Date | null
}

/** Every token given out, of every host: which are good, which have expired, which were revoked. */
export interface TokenLedger {
  add(token: NewToken): void
  /** With its state at this moment; undefined for a text that was never given out. */
  find(token: string): IssuedToken | undefined
  /** False for a token that was never given out. */
  revoke(token: string): boolean
  /** Oldest first. */
  list(): readonly IssuedToken[]
  /** `seconds`, or the cap where that is less. */
  cappedSeconds(seconds: number): number
  /** Caps the lifetime of tokens given out from here on; null lifts the cap. */
  setCap(seconds: number | null): void
}

interface Entry {
  readonly token: NewToken
  revoked: boolean
}

export const tokenLedger = (clock: () => Date): TokenLedger => {
  const entries = new Map<string, Entry>()
  let capSeconds = Number.POSITIVE_INFINITY
  const list = (): readonly IssuedToken[] => [...entries.values()].map((entry) => stateOf(entry, clock()))
  return Object.freeze({
    add: (token: NewToken) => {
      entries.set(token.token, { token, revoked: false })
    },
    find: (token: string) => {
      const entry = entries.get(token)
      return entry && stateOf(entry, clock())
    },
    revoke: (token: string) => {
      const entry = entries.get(token)
      if (entry) entry.revoked = true
      return entry !== undefined
    },
    list,
    cappedSeconds: (seconds: number) => Math.min(seconds, capSeconds),
    setCap: (seconds: number | null) => {
      capSeconds = seconds ?? Number.POSITIVE_INFINITY
    },
  })
}

const stateOf = ({ token, revoked }: Entry, now: Date): IssuedToken =>
  Object.freeze({
    kind: token.kind,
    token: token.token,
    owner: token.owner,
    channelIds: token.channelIds ?? [],
    scopes: token.scopes ?? [],
    issuedAt: token.issuedAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    revoked,
    expired: token.expiresAt !== null && token.expiresAt <= now,
  })
