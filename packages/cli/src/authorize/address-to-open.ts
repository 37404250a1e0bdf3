/**
 * An address for a person's browser. A browser knows nothing of overridden hosts, so that the place which stands in for
 * one is opened itself: that is how a sandbox is authorised.
 */
export function addressToOpen(address: string, hosts: Readonly<Record<string, string>>): string {
  const { host, pathname, search } = new URL(address)
  const base = Object.hasOwn(hosts, host) ? hosts[host] : undefined
  return base === undefined ? address : `${base.replace(/\/$/, '')}${pathname}${search}`
}
