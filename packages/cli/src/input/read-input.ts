import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { UsageError } from '../usage-error.ts'
import { whyUnreadable } from './why-unreadable.ts'

const MAX_BYTES = 64 * 1024 * 1024

/** Text of a file, or of stdin for `-`. Throws `UsageError` in one plain line where it cannot be had. */
export async function readText(file: string): Promise<string> {
  const name = nameOf(file)
  const bytes = file === '-' ? await readStdin() : readFile(file)
  if (!isUtf8(bytes)) throw new UsageError(`${name} is not UTF-8 text.`, 'Save it with UTF-8 encoding.')
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  if (text.trim() === '') throw new UsageError(`${name} is empty.`)
  return text
}

/** JSON of a file, or of stdin for `-`. Says line and column of a mistake, and repeats nothing of the text. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file)
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message quotes the text, which may hold a secret.
    const { findJsonMistake } = await import('./find-json-mistake.ts')
    const { line, column, what } = findJsonMistake(text)
    throw new UsageError(`${nameOf(file)} is not JSON: ${what} at line ${line}, column ${column}.`)
  }
}

const nameOf = (file: string): string => (file === '-' ? 'stdin' : file)

// Without a thread for it: the file is small, and all that is waited for.
function readFile(file: string): Buffer {
  try {
    if (statSync(file).size > MAX_BYTES) throw tooLarge(file)
    return readFileSync(file)
  } catch (error) {
    throw error instanceof UsageError ? error : whyUnreadable(file, error)
  }
}

async function readStdin(): Promise<Buffer> {
  const { stdin, stderr } = process
  if (stdin.isTTY) stderr.write('Reading from the terminal. End with Ctrl-D, or give up with Ctrl-C.\n')
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stdin as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MAX_BYTES) throw tooLarge('stdin')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const tooLarge = (name: string): UsageError =>
  new UsageError(`${name} is larger than 64 MiB.`, 'Many inputs are read one by one by: connform validate --ndjson')
