import { fillTemplate, placeholdersOf } from '../text/template.ts'

/** Hosts a request may go to: `{field}` becomes the host of the URL in that field, or drops out where there is none. */
export function allowedHosts(hosts: readonly string[], values: Readonly<Record<string, unknown>>): string[] {
  return hosts.flatMap((host) => {
    const [field] = placeholdersOf(host)
    if (field === undefined) return [host]
    const address = typeof values[field] === 'string' ? URL.parse(values[field]) : null
    return address === null ? [] : [fillTemplate(host, () => address.hostname)]
  })
}
