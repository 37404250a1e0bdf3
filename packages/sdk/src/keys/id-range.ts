import { ConnformError, type SealedQuery } from '@connform/core'
import type { SweepOptions } from './keys.ts'

const PREFIXES = 2 ** 16

/**
 * The ids of one of several workers, as a range: ids are random and begin with hexadecimal digits, so that ranges of
 * the same width hold about as many. Ids of any other kind fall into one range all the same.
 */
export function idRange({ index, of }: NonNullable<SweepOptions['share']>): NonNullable<SealedQuery['range']> {
  if (!Number.isInteger(of) || of < 1 || of > 64 || !Number.isInteger(index) || index < 0 || index >= of) {
    throw new ConnformError('ERR_OPTION_INVALID', 'A share is one of 1 to 64, counted from 0.')
  }
  const bound = (part: number): string =>
    Math.floor((part * PREFIXES) / of)
      .toString(16)
      .padStart(4, '0')
  return { ...(index === 0 ? {} : { from: bound(index) }), ...(index === of - 1 ? {} : { to: bound(index + 1) }) }
}
