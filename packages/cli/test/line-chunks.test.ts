import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineChunks } from '../src/input/line-chunks.ts'

interface Line {
  readonly line: number
  /** Undefined for one that is too long. */
  readonly text: string | undefined
}

/** Text of one byte per character, cut at some places. */
const cutText = fc.tuple(
  fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\n', '\r', '\u0000', '\u00ff'), maxLength: 200 }),
  fc.array(fc.nat(200), { maxLength: 20 }),
)

function pieces([text, places]: [string, number[]]): Buffer[] {
  const ends = [...places.filter((place) => place <= text.length).sort((left, right) => left - right), text.length]
  return ends.map((end, index) => Buffer.from(text.slice(ends[index - 1] ?? 0, end), 'latin1'))
}

/** As a piece does that is read into the same memory again. */
async function* shortLived(parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    const piece = Buffer.from(part)
    yield piece
    piece.fill('?')
  }
}

async function linesOf(parts: readonly Buffer[], maxLineBytes: number, maxLines: number) {
  const room = (bytes: number) => Buffer.alloc(bytes + 7)
  const lines: Line[] = []
  let bytes = 0
  for await (const chunk of lineChunks(shortLived(parts), { maxLineBytes, maxLines, room })) {
    const texts = chunk.bytes?.toString('latin1').split('\n') ?? [undefined]
    if (texts.at(-1) === '') texts.pop()
    expect(texts.length).toBeLessThanOrEqual(maxLines)
    expect(chunk.endByte).toBeGreaterThan(bytes)
    bytes = chunk.endByte
    lines.push(...texts.map((text, index) => ({ line: chunk.firstLine + index, text })))
  }
  return { lines, bytes }
}

test('lines come whole and with their number, however the bytes were cut; too long ones are passed over', async () => {
  await fc.assert(
    fc.asyncProperty(
      cutText,
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 5 }),
      async (cut, most, few) => {
        const texts = cut[0].split('\n')
        if (texts.at(-1) === '') texts.pop()
        const { lines, bytes } = await linesOf(pieces(cut), most, few)
        expect(lines).toEqual(
          texts.map((text, index) => ({ line: index + 1, text: text.length > most ? undefined : text })),
        )
        expect(bytes).toBe(cut[0].length)
      },
    ),
    { numRuns: 2000 },
  )
})

test('a line that was read to its end is given before more is asked for', async () => {
  const asked: string[] = []
  async function* slowly(): AsyncGenerator<Buffer> {
    for (const text of ['one\ntw', 'o\n']) {
      asked.push(text)
      yield Buffer.from(text)
    }
  }
  const options = { maxLineBytes: 10, maxLines: 10, room: (bytes: number) => Buffer.alloc(bytes) }
  for await (const { bytes } of lineChunks(slowly(), options)) {
    expect([String(bytes), asked.length]).toEqual(asked.length === 1 ? ['one\n', 1] : ['two\n', 2])
  }
  expect(asked).toHaveLength(2)
})
