import { ConnformError } from '@connform/core'

/** Refuses a page of no rows, of half a row and of more than `most`. */
export function checkLimit(limit: number, most = 1000): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return
  throw new ConnformError('ERR_OPTION_INVALID', `The limit of a page has to be a whole number from 1 to ${most}.`)
}
