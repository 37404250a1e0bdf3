import type { Definition } from '../generated/definition.ts'

/** A place that requests go to with something that proves who is asking. */
export interface Destination {
  /** Where the address stands in the definition. */
  readonly path: readonly string[]
  readonly url: string
  readonly allowedHosts: readonly string[]
  /** Where the allowed hosts stand. */
  readonly hostsPath: readonly string[]
  /** The auth type it belongs to; every one when absent. */
  readonly authType?: string
}

/** Base URL, token endpoints, and where tokens are minted. The page a person authorises at is opened in a browser. */
export function destinationsOf({ request, auth }: Definition): Destination[] {
  const common: Destination = {
    path: ['request', 'baseUrl'],
    url: request.baseUrl,
    allowedHosts: request.allowedHosts,
    hostsPath: ['request', 'allowedHosts'],
  }
  const own = Object.entries(auth).flatMap(([authType, method]): Destination[] => {
    const path = ['auth', authType]
    if (method.kind === 'header') return []
    if (method.kind === 'minted-token') {
      const { baseUrl, allowedHosts } = method.mint
      const hostsPath = [...path, 'mint', 'allowedHosts']
      return [{ authType, path: [...path, 'mint', 'baseUrl'], url: baseUrl, allowedHosts, hostsPath }]
    }
    const { tokenUrl, allowedHosts } = method
    return [
      { authType, path: [...path, 'tokenUrl'], url: tokenUrl, allowedHosts, hostsPath: [...path, 'allowedHosts'] },
    ]
  })
  return [common, ...own]
}
