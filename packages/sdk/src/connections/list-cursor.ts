import { type ConnectionQuery, ConnformError } from '@connform/core'

type Position = NonNullable<ConnectionQuery['after']>

/** A place in a list as one opaque word. */
export function writeCursor({ createdAt, id }: Position): string {
  return btoa(JSON.stringify([createdAt, id]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** The place a cursor stands for. Throws `ERR_OPTION_INVALID` for any other text. */
export function readCursor(cursor: string): Position {
  try {
    const parts: unknown = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')))
    if (Array.isArray(parts) && typeof parts[0] === 'string' && typeof parts[1] === 'string') {
      return { createdAt: parts[0], id: parts[1] }
    }
  } catch {
    // Not written by writeCursor: said below, in words of ours.
  }
  throw new ConnformError('ERR_OPTION_INVALID', 'The cursor is not one that a list handed out.')
}
