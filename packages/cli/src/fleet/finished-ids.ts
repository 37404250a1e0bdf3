import { createReadStream, existsSync, truncateSync } from 'node:fs'
import { UsageError } from '../usage-error.ts'

/** How every line begins. */
const BEGINNING = '{"connection":"'

/**
 * Ids that an output of an earlier run holds. A last line that was cut off is removed from it, to be written again;
 * a file that holds anything else is not touched, and is a {@link UsageError}.
 */
export async function finishedIds(file: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  if (!existsSync(file)) return ids
  let wholeBytes = 0
  for await (const { bytes, ended } of wholeLines(file)) {
    if (!ended && isCutOff(bytes)) break
    const id = ended ? idOf(bytes) : undefined
    if (id === undefined) {
      throw new UsageError(`${file} is no output of connform fleet, or was changed since.`, 'Name another file.')
    }
    wholeBytes += bytes.length + 1
    ids.add(id)
  }
  truncateSync(file, wholeBytes)
  return ids
}

async function* wholeLines(file: string): AsyncGenerator<{ bytes: Buffer; ended: boolean }, void, undefined> {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let text = Buffer.concat([rest, chunk])
    for (let end = text.indexOf(0x0a); end >= 0; end = text.indexOf(0x0a)) {
      yield { bytes: text.subarray(0, end), ended: true }
      text = text.subarray(end + 1)
    }
    rest = text
  }
  if (rest.length > 0) yield { bytes: rest, ended: false }
}

function isCutOff(bytes: Buffer): boolean {
  const text = bytes.toString('utf8')
  return text.startsWith(BEGINNING) || BEGINNING.startsWith(text)
}

function idOf(bytes: Buffer): string | undefined {
  try {
    const line: unknown = JSON.parse(bytes.toString('utf8'))
    if (typeof line !== 'object' || line === null) return undefined
    const id: unknown = Reflect.get(line, 'connection')
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
