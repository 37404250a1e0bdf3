import { describe, expect, it } from 'vitest'
import { prepare } from '../src/index.ts'
import { bookshop } from './support/bookshop.ts'

describe('a member that is no field', () => {
  it.each(['colour', 'store-name', 'address2'])('%s is named', (key) => {
    expect(prepare(bookshop, { [key]: 'x' }).issues.map(({ path }) => path)).toContainEqual([key])
  })

  it.each(['jy8v28n41uup2rfirwufbvz6j66hol2', 'aVeryLongNameThatNobodyWouldGiveToAField', 'a b'])(
    '%j could be a pasted secret, and is not repeated',
    (key) => {
      expect(JSON.stringify(prepare(bookshop, { [key]: 'x' }).issues)).not.toContain(key)
    },
  )
})
