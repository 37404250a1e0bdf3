import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenLock, lockedValues, type ResetKind, sectionOf, sectionStates } from '../../src/index.ts'
import { hostileJson } from '../support/hostile-json.ts'
import { shelf } from '../support/settings.ts'

const some = fc.dictionary(fc.constantFrom('room', 'wall', 'boards', 'painted', 'genres'), hostileJson)
const house = fc.option(fc.dictionary(fc.constantFrom('street', 'town'), hostileJson), { nil: undefined })

describe('locks', () => {
  it('are not broken where nothing changed, nor before the first use', () => {
    fc.assert(
      fc.property(some, house, (settings, values) => {
        const locked = lockedValues(shelf, settings, { house: values })
        expect(brokenLock(shelf, locked, structuredClone(locked))).toBe(undefined)
        expect(brokenLock(shelf, null, locked)).toBe(undefined)
        expect(brokenLock(shelf, JSON.parse(JSON.stringify(locked)), locked)).toBe(undefined)
        expect(Object.values(locked)).not.toContain(undefined)
      }),
    )
  })

  it('name exactly the locked fields that are other than they were, and the strongest reset', () => {
    const fields: Readonly<Record<string, ResetKind>> = {
      room: 'keep-store',
      wall: 'keep-store',
      boards: 'delete-store',
      'house.street': 'delete-store',
    }
    const usedWith = { room: 'study', wall: 'north', boards: 4, 'house.street': 'High Street' }
    fc.assert(
      fc.property(fc.subarray(Object.keys(fields)), (changed) => {
        const present = { ...usedWith, ...Object.fromEntries(changed.map((name) => [name, 'other'])) }
        const broken = brokenLock(shelf, usedWith, present)
        expect([...(broken?.fields ?? [])].sort()).toEqual([...changed].sort())
        const kinds = changed.map((name) => fields[name])
        const strongest = kinds.includes('delete-store') ? 'delete-store' : kinds[0]
        expect(broken?.reset).toBe(strongest)
        expect((broken?.warning ?? '').includes('books')).toBe(kinds.includes('keep-store'))
      }),
    )
  })

  it('are not broken by what is gone', () => {
    expect(brokenLock(shelf, { room: 'study' }, {})).toBe(undefined)
    expect(brokenLock(shelf, {}, { room: 'study' })).toBe(undefined)
  })
})

describe('sections', () => {
  const slots = (works: boolean) => ({ house: { works, message: 'No answer.', hints: ['Knock.', 'Ring.'] } })

  it('are open exactly where every slot they require works, and done only where they are open', () => {
    fc.assert(
      fc.property(fc.option(fc.boolean(), { nil: undefined }), some, (works, settings) => {
        const states = sectionStates(shelf, works === undefined ? {} : slots(works), settings)
        expect(states.map(({ id }) => id)).toEqual(['house', 'place', 'boards'])
        for (const { open, done, reasons } of states) {
          expect(open).toBe(reasons.length === 0)
          expect(done && !open).toBe(false)
        }
        const [first, place, boards] = states
        expect([first?.open, first?.done]).toEqual([true, works === true])
        expect(place?.open).toBe(works === true)
        expect(boards?.done).toBe(settings['boards'] !== undefined)
      }),
    )
  })

  it('say why they are locked, and the first thing to do', () => {
    expect(sectionStates(shelf, slots(false), {})[1]?.reasons).toEqual([
      { path: ['house'], code: 'gate_closed', message: 'No answer.', hint: 'Knock.', severity: 'error' },
    ])
    expect(sectionStates(shelf, {}, {})[1]?.reasons).toMatchObject([{ message: 'It is not connected.' }])
  })

  it('are found by what they ask for', () => {
    expect([sectionOf(shelf, 'wall')?.id, sectionOf(shelf, 'genres')?.id]).toEqual(['place', 'boards'])
    expect(sectionOf(shelf, 'house')).toBe(undefined)
  })
})
