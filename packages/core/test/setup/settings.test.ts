import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareSettings } from '../../src/index.ts'
import { checkMapping } from '../../src/setup/check-mapping.ts'
import { extremeJson, hostileForm, hostileJson, hostileText } from '../support/hostile-json.ts'
import { shelf, shelfNames } from '../support/settings.ts'

const rule = shelf.settings.mappings['genres']!
const saved = { room: 'study', wall: 'north', boards: 4, genres: [{ from: 'crime', to: 'top' }] }
const prepare = (patch: unknown, before: Readonly<Record<string, unknown>> = saved) =>
  prepareSettings(shelf, before, patch)

const rows = fc.array(
  fc.record({ from: fc.constantFrom('a', 'b', ' a', ''), to: fc.constantFrom('x', 'y', ' ') }, { requiredKeys: [] }),
)
const nearlyRight = fc.record(
  {
    room: fc.constantFrom('study', ' hall ', '', null),
    wall: fc.oneof(hostileText, fc.constantFrom('east', null)),
    boards: fc.constantFrom(1, '7', 0, 3.5, null),
    painted: fc.constantFrom(true, false, 'true', null),
    genres: fc.oneof(rows, fc.constant(null)),
  },
  { requiredKeys: [] },
)

describe('a change of settings', () => {
  it('is prepared without a throw, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.oneof(hostileJson, hostileForm(shelfNames)), fc.boolean(), (patch, isNew) => {
        const before = JSON.stringify(patch)
        const { ok, issues } = prepare(patch, isNew ? {} : saved)
        expect(ok).toBe(!issues.some(({ severity }) => severity === 'error'))
        expect(JSON.stringify(patch)).toBe(before)
      }),
      { numRuns: 1000 },
    )
  })

  it.each(Object.entries(extremeJson))('manages %s', (_, make) => {
    const value = make()
    expect(prepare(value).ok).toBe(false)
    // Blank text takes a setting away, which is in order.
    for (const name of shelfNames) expect(prepare({ [name]: value }).issues.length).toBeLessThan(1001)
  })

  it('keeps what it does not name, and takes away what it names null', () => {
    fc.assert(
      fc.property(fc.subarray(shelfNames), (cleared) => {
        const { ok, settings, changed } = prepare(Object.fromEntries(cleared.map((name) => [name, null])))
        expect(ok).toBe(true)
        for (const [name, value] of Object.entries(saved)) {
          const gone = name === 'genres' ? [] : undefined
          expect(settings[name]).toEqual(cleared.includes(name) ? gone : value)
        }
        expect([...changed].sort()).toEqual(cleared.filter((name) => Object.hasOwn(saved, name)).sort())
      }),
    )
  })

  it('changes nothing where it is made again, and nothing where it is empty', () => {
    fc.assert(
      fc.property(nearlyRight, fc.boolean(), (patch, isNew) => {
        const once = prepare(patch, isNew ? {} : saved)
        fc.pre(once.ok)
        const twice = prepare(patch, once.settings)
        expect(twice).toMatchObject({ ok: true, changed: [] })
        expect(twice.settings).toEqual(once.settings)
        expect(prepare({}, once.settings)).toMatchObject({ ok: true, changed: [] })
        expect(prepare(once.settings, once.settings)).toMatchObject({ ok: true, changed: [] })
      }),
    )
  })

  it('asks for what a section requires when that section is saved, and only then', () => {
    const [, place, boards] = shelf.sections
    expect(prepareSettings(shelf, {}, {}, place).issues.map(({ path }) => path)).toEqual([['room']])
    expect(prepareSettings(shelf, {}, { boards: 0 }, boards).issues.map(({ path }) => path)).toEqual([['boards']])
    expect(prepareSettings(shelf, {}, {}).issues).toEqual([])
  })

  it('names the nearest setting to one that is none, and repeats no text that may be anything', () => {
    expect(prepare({ rooom: 'hall' }).issues).toMatchObject([{ path: ['rooom'], hint: 'Did you mean room?' }])
    expect(JSON.stringify(prepare({ 'a secret in the wrong place': 1 }).issues)).not.toContain('a secret')
  })
})

describe('the rows of a mapping', () => {
  it('are checked without a throw, whatever JSON they are', () => {
    const hostileRows = fc.oneof(hostileJson, fc.array(fc.oneof(hostileForm(['from', 'to']), hostileJson)))
    fc.assert(
      fc.property(hostileRows, (value) => {
        const { rows: checked, issues } = checkMapping('genres', rule, value)
        expect(new Set(checked.map(({ from }) => from)).size).toBe(checked.length)
        expect(checked.every(({ from, to }) => from !== '' && to !== '')).toBe(true)
        expect(issues.every(({ path }) => path[0] === 'genres')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('stay as they are once they are clean', () => {
    fc.assert(
      fc.property(rows, (value) => {
        const { rows: once } = checkMapping('genres', rule, value)
        expect(checkMapping('genres', rule, once)).toEqual({ rows: once, issues: [] })
      }),
    )
  })

  it('are told by their number: one side alone, the same entry twice, no row at all', () => {
    const row = { from: 'crime', to: 'top' }
    const { issues, rows: kept } = checkMapping('genres', rule, [
      row,
      { from: 'crime' },
      { ...row, to: 'low' },
      7,
      {},
      ['crime'],
    ])
    expect(issues.map(({ path, code }) => [path[1], code])).toEqual([
      ['1', 'required'],
      ['2', 'duplicate'],
      ['3', 'type'],
      ['5', 'type'],
    ])
    expect(kept).toEqual([row])
  })
})
