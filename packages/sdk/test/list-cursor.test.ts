import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCursor, writeCursor } from '../src/connections/list-cursor.ts'

const sort = fc.record({ by: fc.constantFrom('name', 'createdAt', 'cause'), descending: fc.boolean() })

test('a cursor is one word that leads back to its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), sort, (key, id, by) => {
      const cursor = writeCursor({ key, id }, by)
      expect(cursor).toMatch(/^[\w-]+$/)
      expect(readCursor(cursor, by)).toEqual({ key, id })
      const other = { ...by, descending: !by.descending }
      expect(() => readCursor(cursor, other)).toThrow('sorted in another way')
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
        const { key, id } = readCursor(text, { by: 'name' })
        expect([typeof key, typeof id]).toEqual(['string', 'string'])
      } catch (error) {
        expect(error).toMatchObject({ code: 'ERR_OPTION_INVALID' })
      }
    }),
  )
})
