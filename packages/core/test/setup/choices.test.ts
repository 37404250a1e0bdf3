import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkChoices, dependentsOf, offeredOptions, type SourceOption, sourcesOf } from '../../src/index.ts'
import { shelf } from '../support/settings.ts'

const value = fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__', 'constructor')
const options = (facts: fc.Arbitrary<NonNullable<SourceOption['facts']>>): fc.Arbitrary<SourceOption[]> =>
  fc.array(
    fc.oneof(
      fc.record({ value, label: fc.string() }),
      fc.record({ value, label: fc.string(), parent: value }),
      fc.record({ value, label: fc.string(), parent: value, facts }),
    ),
  )
const rooms = options(
  fc.record({ walls: fc.oneof(value, fc.array(value)), root: fc.oneof(value, fc.array(value)) }, { requiredKeys: [] }),
)
const walls = options(fc.constant({}))
const settings = fc.record({ room: fc.oneof(value, fc.constant(7)), wall: value }, { requiredKeys: [] })

describe('what is offered', () => {
  it('is part of the list, in its order, and ends where a tree leads in a circle', () => {
    fc.assert(
      fc.property(rooms, walls, settings, (roomList, wallList, chosen) => {
        const lists = new Map([
          ['house.rooms', roomList],
          ['house.walls', wallList],
        ])
        const offered = offeredOptions(shelf.settings, 'wall', { settings: chosen, lists })
        expect(offered).toEqual(wallList.filter((option) => offered.includes(option)))
        expect(offeredOptions(shelf.settings, 'room', { settings: chosen, lists })).toEqual(roomList)
        const issues = checkChoices(shelf, ['room', 'wall', 'genres'], { settings: chosen, lists })
        const isOffered = chosen.wall === undefined || offered.some((option) => option.value === chosen.wall)
        expect(issues.some(({ path }) => path[0] === 'wall')).toBe(!isOffered)
      }),
      { numRuns: 1000 },
    )
  })

  it('is nothing where no list was read, and nothing of a field that is not chosen from one', () => {
    const none = { settings: { room: 'a' }, lists: new Map() }
    expect(offeredOptions(shelf.settings, 'wall', none)).toEqual([])
    expect(offeredOptions(shelf.settings, 'boards', none)).toEqual([])
    expect(offeredOptions(shelf.settings, 'constructor', none)).toEqual([])
  })

  it('of a tree is the branch that the other choice names, the root with it', () => {
    const tree = [
      { value: 'root', label: '' },
      { value: 'twig', label: '', parent: 'branch' },
      { value: 'branch', label: '', parent: 'root' },
      { value: 'other', label: '' },
    ]
    const lists = new Map<string, SourceOption[]>([
      ['house.rooms', [{ value: 'study', label: '', facts: { root: 'root' } }]],
      ['house.walls', tree],
    ])
    const offered = offeredOptions(shelf.settings, 'wall', { settings: { room: 'study' }, lists })
    expect(offered.map((option) => option.value)).toEqual(['root', 'twig', 'branch'])
  })

  it('depends on the lists of both fields', () => {
    expect(new Set(sourcesOf(shelf.settings, 'wall'))).toEqual(new Set(['house.walls', 'house.rooms']))
    expect(dependentsOf(shelf.settings, 'room')).toEqual(['wall'])
    expect([sourcesOf(shelf.settings, 'boards'), dependentsOf(shelf.settings, 'boards')]).toEqual([[], []])
  })

  it('is looked at for both sides of each row of a mapping', () => {
    const lists = new Map([['house.rooms', [{ value: 'crime', label: 'Crime' }]]])
    const genres = [
      { from: 'crime', to: 'gone' },
      { from: 'gone', to: 'gone' },
    ]
    const issues = checkChoices(shelf, ['genres'], { settings: { genres }, lists })
    expect(issues.map(({ path }) => path.join('.'))).toEqual(['genres.0.to', 'genres.1.from', 'genres.1.to'])
  })
})
