export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** Where the API lies on the server that the page comes from. */
export const BASE_URL = '/api/v1'

/** The part of an address after the path, with its question mark; empty where there is nothing to ask for. */
export function queryText(query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}
