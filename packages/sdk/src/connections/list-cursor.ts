import { type ConnectionPosition, type ConnectionQuery, ConnformError } from '@connform/core'

type Sort = NonNullable<ConnectionQuery['sort']>

/** A place in a sorted list as one opaque word. */
export function writeCursor({ key, id }: ConnectionPosition, sort: Sort): string {
  const bytes = new TextEncoder().encode(JSON.stringify([sort.by, sort.descending === true, key, id]))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** The place a cursor stands for. Throws `ERR_OPTION_INVALID` for any other text, and for a cursor of another sort. */
export function readCursor(cursor: string, sort: Sort): ConnectionPosition {
  const [by, descending, key, id] = partsOf(cursor)
  if (typeof key !== 'string' || typeof id !== 'string') {
    throw new ConnformError('ERR_OPTION_INVALID', 'The cursor is not one that a list handed out.')
  }
  if (by !== sort.by || descending !== (sort.descending === true)) {
    throw new ConnformError(
      'ERR_OPTION_INVALID',
      'The cursor is of a list that was sorted in another way.',
      'Begin the list again without a cursor.',
    )
  }
  return { key, id }
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    )
    const parts: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return Array.isArray(parts) ? parts : []
  } catch {
    // Not written by writeCursor: said above, in words of ours.
    return []
  }
}
