import { write } from 'node:fs'

const STDOUT = 1

/**
 * Writes bytes to stdout and answers when all are taken; the process goes on meanwhile, however slow the reader is.
 * The next call waits for the answer to this one. Rejects with the system's error, `EPIPE` where the reader is gone.
 */
export async function writeBytes(bytes: Uint8Array): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const rest = bytes.subarray(written)
    written += await new Promise<number>((resolve, reject) => {
      write(STDOUT, rest, (error, count) => {
        if (error === null) resolve(count)
        else if (error.code === 'EAGAIN') writeToStream(rest).then(resolve, reject)
        else reject(error)
      })
    })
  }
}

/** Whoever started this process made its pipe one that does not wait: the stream knows how to. */
function writeToStream(bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    // The failure is also told to the callback.
    process.stdout.once('error', () => undefined)
    process.stdout.write(bytes, (error) => {
      if (error) reject(error)
      else resolve(bytes.length)
    })
  })
}
