import type { ConnectionRecord } from '@connform/core'

/** A text without the difference of upper and lower case, in any script; databases know that of ASCII alone. */
export function foldText(text: string): string {
  return text.normalize('NFC').toUpperCase()
}

/** All that a search finds a connection by, folded, one per line. */
export function searchText({
  name,
  definition,
  searchTerms,
}: Pick<ConnectionRecord, 'name' | 'definition' | 'searchTerms'>): string {
  return [name, definition, ...searchTerms].map(foldText).join('\n')
}
