import { ConnformError } from '@connform/core'

/**
 * Reads JSON that the store wrote, so of the type it was then.
 *
 * @param what Named where the text is damaged, which itself is not shown.
 */
export function parseStored<T>(json: string, what: string): T {
  try {
    return JSON.parse(json)
  } catch {
    throw damaged(what)
  }
}

export function damaged(what: string): ConnformError {
  return new ConnformError('ERR_STORE', `The stored ${what} is damaged.`)
}
