import { readFile, stat } from 'node:fs/promises'
import { UsageError } from '../usage-error.ts'
import { whyUnreadable } from './why-unreadable.ts'

/** Text of a file, or of stdin for `-`. Throws `UsageError` in one plain line where it cannot be had. */
export async function readText(file: string): Promise<string> {
  const bytes = file === '-' ? await readStdin() : await readBytes(file)
  const name = file === '-' ? 'stdin' : file
  if (bytes.length === 0) throw new UsageError(`${name} is empty.`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UsageError(`${name} is not UTF-8 text.`, 'Save it with UTF-8 encoding.')
  }
}

/** JSON of a file, or of stdin for `-`. Says line and column of a mistake, and repeats nothing of the text. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file)
  const name = file === '-' ? 'stdin' : file
  if (text.trim() === '') throw new UsageError(`${name} is empty.`)
  try {
    return JSON.parse(text)
  } catch {
    const { findJsonMistake } = await import('./find-json-mistake.ts')
    const { line, column, what } = findJsonMistake(text)
    throw new UsageError(`${name} is not JSON: ${what} at line ${line}, column ${column}.`)
  }
}

const MAX_BYTES = 64 * 1024 * 1024

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file)
    if (size > MAX_BYTES)
      throw new UsageError(`${file} is larger than 64 MiB.`, 'Use --ndjson to read one input per line.')
    return await readFile(file)
  } catch (error) {
    throw error instanceof UsageError ? error : whyUnreadable(file, error)
  }
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
