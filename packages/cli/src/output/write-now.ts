import { writeSync } from 'node:fs'

const descriptors = Object.freeze({ stdout: 1, stderr: 2 })

/**
 * Writes a text to a stream of this process before it returns, however slowly the reader takes it. Does not make the
 * stream object, which takes longer than most commands run. Throws the system's error, `EPIPE` where the reader is gone.
 */
export function writeNow(stream: keyof typeof descriptors, text: string): void {
  const bytes = Buffer.from(text)
  let written = 0
  try {
    while (written < bytes.length) written += writeSync(descriptors[stream], bytes, written)
  } catch (error) {
    // Whoever started this process made its pipe one that does not wait.
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    process[stream].write(bytes.subarray(written))
  }
}

/** True for the failure of {@link writeNow} when nobody reads any more, as in `connform list | head -1`. */
export const isReaderGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE' && 'syscall' in error && error.syscall === 'write'
