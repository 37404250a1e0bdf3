import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import type { IsBlockedAddress } from './blocked-addresses.ts'

export interface ResolvedAddress {
  readonly address: string
  readonly family: 4 | 6
}

/** All addresses of a host name, the preferred one first. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>

/** The code of the error a refused name ends in. */
export const BLOCKED_ADDRESS = 'ERR_BLOCKED_ADDRESS'

/** Asks the operating system, as every other program on the machine does. */
export const resolveBySystem: Resolve = async (host) => {
  const found = await lookup(host, { all: true })
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
}

/**
 * A `lookup` for sockets that asks once and hands out only what it has checked, so that the address that was
 * looked at is the address that is connected to. One refused address among several refuses the name.
 */
export function checkedLookup(resolve: Resolve, isBlocked: IsBlockedAddress): LookupFunction {
  return (host, options, callback) => {
    const fail = (error: NodeJS.ErrnoException) => callback(error, '', 0)
    const hand = (found: readonly ResolvedAddress[]) => {
      if (found.some(({ address }) => isBlocked(address))) return fail(coded(BLOCKED_ADDRESS))
      const usable = found.filter(({ family }) => fits(family, options.family))
      const [first] = usable
      if (first === undefined) return fail(coded('ENOTFOUND'))
      if (options.all) callback(null, [...usable])
      else callback(null, first.address, first.family)
    }
    resolve(host).then(hand, () => fail(coded('ENOTFOUND')))
  }
}

/** Node names a family by number or by name; 0 and nothing mean either. */
function fits(family: 4 | 6, wanted: number | 'IPv4' | 'IPv6' | undefined): boolean {
  if (wanted === undefined || wanted === 0) return true
  return `IPv${family}` === wanted || family === wanted
}

function coded(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code })
}
