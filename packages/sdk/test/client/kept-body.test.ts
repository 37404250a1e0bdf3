import type { ByteStream } from 'connform'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keepBody } from '../../src/client/kept-body.ts'
import { textOf } from '../support/provider.ts'

const KEPT = 262_144

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}

describe('a kept body', () => {
  test('is read again from its beginning, as often as needed', async () => {
    const body = keepBody(pieces('ab', '', 'cd'))
    expect([await textOf(body), await textOf(body), await textOf(body)]).toEqual(['abcd', 'abcd', 'abcd'])
    expect(body.isRepeatable).toBe(true)
  })

  test('is repeatable up to its limit, and says so when it is not any more', async () => {
    const right = keepBody(pieces('x'.repeat(KEPT)))
    await textOf(right)
    expect(right.isRepeatable).toBe(true)
    const longer = keepBody(pieces('x'.repeat(KEPT), 'y'))
    expect(await textOf(longer)).toHaveLength(KEPT + 1)
    expect(longer.isRepeatable).toBe(false)
    expect(() => longer[Symbol.asyncIterator]()).toThrow()
  })

  test('that broke off is broken for whoever reads it again', async () => {
    const body = keepBody(
      (async function* () {
        yield Buffer.from('part')
        throw new Error('canary-7f3a91c2d4')
      })(),
    )
    for (let reader = 0; reader < 2; reader += 1) {
      const error = await textOf(body).catch((reason: unknown) => reason)
      expect(String(error)).toBe('Error: The body broke off.')
    }
  })

  test('loses no piece that comes for a reader who has left', async () => {
    const coming = Promise.withResolvers<string>()
    const body = keepBody(
      (async function* () {
        yield Buffer.from('first ')
        yield Buffer.from(await coming.promise)
        yield Buffer.from(' last')
      })(),
    )
    const first = body[Symbol.asyncIterator]()
    await first.next()
    const waiting = first.next()
    await first.return?.()
    const again = textOf(body)
    coming.resolve('x'.repeat(KEPT))
    expect(await again).toBe(`first ${'x'.repeat(KEPT)} last`)
    expect(await waiting).toMatchObject({ done: true })
  })

  test('lets go of its source once it is not read and not to be read again', async () => {
    let left = 0
    const source = (): ByteStream => {
      const iterator = pieces('a', 'b')
      const leave = async () => {
        left += 1
        return { done: true as const, value: undefined }
      }
      return { [Symbol.asyncIterator]: () => ({ next: () => iterator.next(), return: leave }) }
    }
    const unread = keepBody(source())
    unread.release()
    expect(left).toBe(1)
    const read = keepBody(source())
    const reader = read[Symbol.asyncIterator]()
    await reader.next()
    read.release()
    expect(left).toBe(1)
    await reader.return?.()
    expect(left).toBe(2)
  })

  test('is whole for its last reader, wherever those before it left', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 120_000 }), { maxLength: 8 }),
        fc.array(fc.nat({ max: 6 }), { maxLength: 4 }),
        async (lengths, leaves) => {
          const text = lengths.map((length, index) => String(index).repeat(length)).join('')
          const body = keepBody(pieces(...lengths.map((length, index) => String(index).repeat(length))))
          for (const takes of leaves) {
            if (!body.isRepeatable) return
            const reader = body[Symbol.asyncIterator]()
            for (let take = 0; take < takes; take += 1) await reader.next()
            reader.next().catch(() => {})
            await reader.return?.()
          }
          if (body.isRepeatable) expect((await textOf(body)) === text).toBe(true)
        },
      ),
      { numRuns: 200 },
    ))
})
