import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCursor, writeCursor } from '../src/connections/list-cursor.ts'

const moment = fc
  .date({ noInvalidDate: true, min: new Date('0000-01-01'), max: new Date('9999-12-31') })
  .map((date) => date.toISOString())

test('a cursor is one word that leads back to its place', () => {
  fc.assert(
    fc.property(moment, fc.uuid(), (createdAt, id) => {
      const cursor = writeCursor({ createdAt, id })
      expect(cursor).toMatch(/^[\w-]+$/)
      expect(readCursor(cursor)).toEqual({ createdAt, id })
    }),
  )
})

test('any other text is refused, and not by a failure of its own', () => {
  const other = fc.oneof(
    fc.string(),
    fc.base64String(),
    fc.json().map((json) => Buffer.from(json).toString('base64url')),
  )
  fc.assert(
    fc.property(other, (text) => {
      try {
        const { createdAt, id } = readCursor(text)
        expect([typeof createdAt, typeof id]).toEqual(['string', 'string'])
      } catch (error) {
        expect(error).toMatchObject({ code: 'ERR_OPTION_INVALID' })
      }
    }),
  )
})
