import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readLines } from '../src/api/read-lines.ts'

const streamOf = (bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> => {
  const edges = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b)
  return new ReadableStream({
    start: (controller) => {
      for (const [index, edge] of edges.entries()) {
        const end = edges[index + 1]
        if (end !== undefined) controller.enqueue(bytes.slice(edge, end))
      }
      controller.close()
    },
  })
}

async function allOf(stream: ReadableStream<Uint8Array>): Promise<unknown[]> {
  const values: unknown[] = []
  for await (const value of readLines(stream)) values.push(value)
  return values
}

it('gives back every value whatever the chunks cut in two, characters too', async () => {
  const texts = fc.array(fc.jsonValue(), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(texts, fc.array(fc.nat(), { maxLength: 12 }), fc.boolean(), async (values, cuts, ends) => {
      const lines = values.map((value) => JSON.stringify(value))
      const bytes = new TextEncoder().encode(lines.join('\n') + (ends && lines.length > 0 ? '\n' : ''))
      expect(await allOf(streamOf(bytes, cuts))).toEqual(lines.map((line) => JSON.parse(line) as unknown))
    }),
  )
})

it('passes over blank lines and throws at one that is no JSON', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  expect(await allOf(streamOf(bytes('\n{"a":1}\r\n\n2\n'), []))).toEqual([{ a: 1 }, 2])
  await expect(allOf(streamOf(bytes('{"a":\n'), []))).rejects.toThrow(SyntaxError)
})

it('tells the server to stop where the reader has what it wants', async () => {
  let cancelled = false
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('1\n')),
    cancel: () => {
      cancelled = true
    },
  })
  for await (const value of readLines(stream)) {
    expect(value).toBe(1)
    break
  }
  expect(cancelled).toBe(true)
})
