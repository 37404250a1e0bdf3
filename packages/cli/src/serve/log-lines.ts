import { isReaderGone, writeNow } from '../output/write-now.ts'

/** Where the server's log goes: a line of JSON each, on stderr. A log that nobody reads any more stops nothing. */
export const logLines = Object.freeze({
  write: (line: string): void => {
    try {
      writeNow('stderr', line)
    } catch (error) {
      if (!isReaderGone(error)) throw error
    }
  },
})
