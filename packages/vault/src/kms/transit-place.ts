import { ConnformError } from '@connform/core'

/** Which key of which engine. */
export interface TransitPlace {
  /** Of the server, without `/v1`: `https://vault.example.com`. Plain http is for this machine alone. */
  readonly url: string
  readonly keyName: string
  /** Path the engine is mounted at. Default is `transit`. */
  readonly mount?: string
  /** Sent as `X-Vault-Namespace`. */
  readonly namespace?: string
}

/** {@link TransitPlace}, checked. */
export interface TransitTarget {
  readonly id: string
  readonly host: string
  readonly keyName: string
  readonly headers: Readonly<Record<string, string>>
  readonly urlOf: (operation: string) => string
}

const segment = /^\w(?:[\w.-]*\w)?$/
const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

/** @throws ConnformError `ERR_OPTION_INVALID` */
export function readTransitPlace(place: TransitPlace): TransitTarget {
  const { keyName, mount = 'transit', namespace } = place
  const url = readUrl(place.url)
  if (typeof keyName !== 'string' || !segment.test(keyName))
    throw invalid('keyName has to be the name of a Transit key.')
  const path = readPath('mount', mount)
  const inNamespace = namespace === undefined ? undefined : readPath('namespace', namespace)
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  return Object.freeze({
    id: `transit:${[base, inNamespace, path, keyName].filter((part) => part !== undefined).join('/')}`,
    host: url.hostname,
    keyName,
    headers: Object.freeze({
      accept: 'application/json',
      'content-type': 'application/json',
      // Agents and proxies may demand it, because no page of a browser can send it.
      'x-vault-request': 'true',
      ...(inNamespace !== undefined && { 'x-vault-namespace': inNamespace }),
    }),
    urlOf: (operation: string) => `${base}/v1/${path}/${operation}/${keyName}`,
  })
}

function readUrl(text: string): URL {
  const url = URL.parse(text)
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname))
  if (url === null || !isSafe || url.username || url.password || url.search || url.hash) {
    throw invalid(
      'url has to be the https address of a server, without user, query and fragment; http is for this machine alone.',
    )
  }
  return url
}

function readPath(option: string, text: string): string {
  const path = text.replace(/^\/+|\/+$/g, '')
  if (!path.split('/').every((part) => segment.test(part))) {
    throw invalid(`${option} has to be a path such as team/transit.`)
  }
  return path
}

function invalid(message: string): ConnformError {
  return new ConnformError('ERR_OPTION_INVALID', message)
}
