import { isIP } from 'node:net'
import { ConnformError, TransportError } from '@connform/core'
import type { IsBlockedAddress } from './blocked-addresses.ts'
import { matchesHost } from './host-pattern.ts'

/** Where a request really goes. */
export interface Target {
  readonly url: URL
  /** The host that was asked for, which errors name. */
  readonly host: string
  /** True where configuration sends the host elsewhere; its scheme, port and address are not checked then. */
  readonly overridden: boolean
  /** Sent as `Host`, where a pattern sends several hosts to one place that has to tell them apart. */
  readonly hostHeader?: string
}

/** Host pattern → base URL, read and checked. */
export type Overrides = readonly (readonly [pattern: string, base: URL])[]

export interface TargetRules {
  readonly allowedHosts: readonly string[]
  readonly overrides: Overrides
  readonly isBlocked: IsBlockedAddress
}

/** Reads configured host overrides. Throws `ERR_OPTION_INVALID` where one is no plain HTTP base URL. */
export function readOverrides(hosts: Readonly<Record<string, string>>): Overrides {
  return Object.entries(hosts).map(([pattern, text]) => {
    const base = URL.parse(text)
    if (base === null || !/^https?:$/.test(base.protocol) || hasCredentials(base) || base.search || base.hash) {
      throw new ConnformError(
        'ERR_OPTION_INVALID',
        `The override of the host "${pattern}" is not an address connform can send to.`,
        'Give a URL such as http://127.0.0.1:8080 or https://staging.example.com/api, without user, query and fragment.',
      )
    }
    return [pattern, base] as const
  })
}

/** Decides whether a URL may be asked, and where that request goes. Throws `TransportError` `blocked_host` otherwise. */
export function findTarget(text: string, rules: TargetRules): Target {
  const url = URL.parse(text)
  if (url === null) throw blocked('', 'The address of the request cannot be read.')
  const host = url.hostname
  if (hasCredentials(url)) {
    throw blocked(host, `The address of ${host} holds a user name or password, which is not sent.`)
  }
  if (!matchesHost(host, rules.allowedHosts)) {
    throw blocked(host, `Requests to ${host} are not allowed for this kind of connection.`)
  }
  const override = rules.overrides.find(([pattern]) => matchesHost(host, [pattern]))
  if (override) {
    const [pattern, base] = override
    return { url: moved(url, base), host, overridden: true, ...(pattern.startsWith('*.') && { hostHeader: host }) }
  }
  if (url.protocol !== 'https:') throw blocked(host, `${host} is only asked over https.`)
  if (url.port !== '') throw blocked(host, `${host} is only asked on the usual port of https, not on port ${url.port}.`)
  const address = host.replace(/^\[(.*)\]$/, '$1')
  if (isIP(address) !== 0 && rules.isBlocked(address)) throw blockedAddress(host)
  return { url, host, overridden: false }
}

/** The refusal of a host whose address is inside a closed network. */
export function blockedAddress(host: string): TransportError {
  return blocked(
    host,
    `${host} is an address of a private or reserved network, to which nothing is sent.`,
    'Use the public address of the system, or configure a host override for a system of your own.',
  )
}

function blocked(host: string, message: string, hint?: string): TransportError {
  return new TransportError('blocked_host', host, message, hint)
}

function hasCredentials(url: URL): boolean {
  return url.username !== '' || url.password !== ''
}

/** The same path and query, under another base. */
function moved(url: URL, base: URL): URL {
  return new URL(base.href.replace(/\/$/, '') + url.pathname + url.search)
}
