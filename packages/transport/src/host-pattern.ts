/**
 * Whether a host is named by one of the patterns: a host as it is, or `*.example.com` for every subdomain of
 * example.com, at any depth, but not for example.com itself. `host` is in lower case, as `URL` gives it.
 */
export function matchesHost(host: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => hostFits(host, pattern.toLowerCase()))
}

function hostFits(host: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return host === pattern
  const suffix = pattern.slice(1)
  return suffix.length > 1 && host.endsWith(suffix) && host.length > suffix.length
}
