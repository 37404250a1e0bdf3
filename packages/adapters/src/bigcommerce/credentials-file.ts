import { Secret } from '@connform/core'

/** What the file that BigCommerce offers for download beside a new API account says. */
export interface CredentialsFile {
  readonly apiPath: string | undefined
  readonly values: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, Secret>>
}

/** Label in the file → fact, and whether it is secret. `CLIENT NAME` is missing in some files. */
const labels = Object.freeze([
  { label: 'access token', fact: 'accessToken', secret: true },
  { label: 'client secret', fact: 'clientSecret', secret: true },
  { label: 'client id', fact: 'clientId', secret: false },
  { label: 'client name', fact: undefined, secret: false },
  { label: 'name', fact: 'name', secret: false },
  { label: 'api path', fact: 'apiPath', secret: false },
] as const)

/** Another line of the file stands in this one: its line breaks were lost, and where a value ends cannot be told. */
const runOn = /\b(?:access.token|client.(?:id|name|secret)|api.path)["']?\s{0,8}:/i

/**
 * Reads a credentials file, or answers undefined for text in which fewer than two of its lines stand, and for several
 * files in one text: which line belongs to which account cannot be told.
 */
export function readCredentialsFile(text: string): CredentialsFile | undefined {
  const values: Record<string, string> = {}
  const secrets: Record<string, Secret> = {}
  let apiPath: string | undefined
  const read = new Map<string, string>()
  for (const line of text.split(/[\r\n\u2028\u2029]+/)) {
    const colon = line.indexOf(':')
    const label = line
      .slice(0, colon)
      .replace(/[\s_"'*-]+/g, ' ')
      .trim()
      .toLowerCase()
    const row = colon < 0 ? undefined : labels.find((candidate) => candidate.label === label)
    const value = line
      .slice(colon + 1)
      .replace(/^[\s"']+/, '')
      .trimEnd()
      .replace(/["',]{1,3}$/, '')
      .trimEnd()
    if (row === undefined || value === '' || runOn.test(value)) continue
    const before = read.get(row.label)
    if (before !== undefined && before !== value) return undefined
    read.set(row.label, value)
    if (row.fact === 'apiPath') apiPath = value
    else if (row.secret) secrets[row.fact] = new Secret(value)
    else if (row.fact !== undefined) values[row.fact] = value
  }
  return read.size < 2 ? undefined : { apiPath, values, secrets }
}
