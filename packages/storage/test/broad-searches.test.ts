import { describe, expect, it } from 'vitest'
import { broadSearches } from '../src/sql/broad-searches.ts'

const search = { tenant: 'one', part: 'BAKERY', limit: 50 }
const along = { kind: 'along order' } as const

describe('what is known of searches that find much', () => {
  it('serves every page of the same search, and no other one', () => {
    const broad = broadSearches()
    expect(broad.find(search)).toBe(undefined)
    broad.keep(search, along)
    expect(broad.find({ ...search, limit: 7, after: { key: 'a', id: 'b' } })).toEqual(along)
    for (const other of [{ part: 'BAKER' }, { tenant: 'two' }, { status: 'failing' as const }, { removed: true }]) {
      expect(broad.find({ ...search, ...other })).toBe(undefined)
    }
  })

  it('holds nothing of a search that finds little, for its ids are of one moment, nor of a list without a search', () => {
    const broad = broadSearches()
    broad.keep(search, { kind: 'few ids', ids: '["a"]' })
    broad.keep({ ...search, part: '' }, along)
    expect([broad.find(search), broad.find({ ...search, part: '' })]).toEqual([undefined, undefined])
  })

  it('does not grow without end', () => {
    const broad = broadSearches()
    broad.keep(search, along)
    for (let index = 0; index < 1000; index++) broad.keep({ ...search, part: `WORD ${index}` }, along)
    expect(broad.find(search)).toBe(undefined)
    expect(broad.find({ ...search, part: 'WORD 999' })).toEqual(along)
  })
})
