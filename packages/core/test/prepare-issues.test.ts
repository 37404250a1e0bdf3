import { describe, expect, it } from 'vitest'
import { prepare } from '../src/index.ts'
import { bookshop, keyForm, loginForm, quietDay } from './support/bookshop.ts'
import { expectNoSecret } from './support/canary.ts'

const issuesOf = (input: unknown) => prepare(bookshop, input, { now: quietDay }).issues

/** Mistake → the member that holds it, its code, and a word that its message or hint must say. */
const mistakes: readonly [what: string, change: Record<string, unknown>, code: string, says: RegExp][] = [
  ['nothing where a text is required', { name: undefined }, 'required', /Enter a value for Name/],
  ['null where a text is required', { name: null }, 'required', /Enter/],
  ['blank where a text is required', { name: ' \u200b ' }, 'required', /Enter/],
  ['a blank secret', { apiKey: '' }, 'required', /Enter a value for API key/],
  ['a number for a text', { name: 7 }, 'type', /must be text, not a number/],
  ['a list for a text', { name: ['a'] }, 'type', /not a list/],
  ['an object for a text', { name: {} }, 'type', /not an object/],
  ['half of a character', { name: 'caf\ud83d' }, 'broken_text', /half of a character/],
  ['a secret that no header can carry', { apiKey: 'canaryé' }, 'not_header_text', /cannot be sent/],
  ['a secret with a tab inside', { apiKey: 'canary\tx' }, 'not_header_text', /Copy it again/],
  ['a text that is too long', { name: 'x'.repeat(51) }, 'too_long', /at most 50 characters/],
  ['another form than asked', { shop: 'candle-light' }, 'pattern', /3 to 12 letters/],
  ['no URL', { website: 'example.com' }, 'format', /full URL/],
  ['an option that is none', { authType: 'keys' }, 'option', /Possible values: key, login/],
  ['a number that is too small', { pageSize: 0 }, 'too_small', /1 or more/],
  ['a number that is too big', { pageSize: 101 }, 'too_big', /100 or less/],
  ['a fraction for a whole number', { pageSize: 1.5 }, 'type', /whole number/],
  ['a number that is none', { discount: Number.NaN }, 'type', /must be a number/],
  ['an endless number', { discount: Number.POSITIVE_INFINITY }, 'type', /must be a number/],
  ['a text for true or false', { weekly: 'true' }, 'type', /true or false, not text/],
  ['asterisks', { apiKey: '****' }, 'mask_pasted', /Copy the value itself/],
  ['the mask of this product', { apiKey: '**********' }, 'mask_pasted', /Copy/],
  ['bullets', { apiKey: '••••••••' }, 'mask_pasted', /Copy/],
  ['one black circle in quotes', { apiKey: '"●"' }, 'mask_pasted', /Copy/],
]

const listMistakes: typeof mistakes = [
  ['no list', { genres: 'crime' }, 'type', /must be a list, not text/],
  ['nothing chosen', { genres: [] }, 'required', /Choose a value for Genres/],
  ['too many chosen', { genres: ['crime', 'poetry', 'travel'] }, 'too_many', /at most 2 values/],
  ['one chosen twice', { genres: ['crime', ' crime'] }, 'duplicate', /same value twice/],
  ['one that cannot be chosen', { genres: ['crime', 'cooking'] }, 'option', /crime, poetry, travel/],
  ['a number in the list', { genres: [1] }, 'type', /a list with a number/],
  ['nothing in the list', { genres: [null] }, 'type', /a list with nothing/],
  ['a text that is too short', { user: 'me' }, 'too_short', /at least 3 characters/],
]

describe.each([
  ['shared and key', keyForm, mistakes],
  ['login', loginForm, listMistakes],
] as const)('a mistake in the fields of %s', (_, form, rows) => {
  it.each(rows)('%s: one issue, at its field, that says what to do', (_what, change, code, says) => {
    const [key] = Object.keys(change)
    const issues = issuesOf({ ...form, ...change })
    expect(issues).toEqual([
      { path: [key], code, message: expect.any(String), hint: issues[0]?.hint, severity: 'error' },
    ])
    expect(`${issues[0]?.message} ${issues[0]?.hint}`).toMatch(says)
    expect(issues[0]?.message).not.toMatch(/undefined|NaN|\^/)
    expectNoSecret(issues, 'canary')
  })
})

it('says how many entries a list without a limit of its own may have', () => {
  const unlimited = JSON.parse(JSON.stringify(bookshop), (key, value) => (key === 'maxItems' ? undefined : value))
  const { issues } = prepare(unlimited, { ...loginForm, genres: Array(10_001).fill('crime') }, { now: quietDay })
  expect(issues).toMatchObject([
    { path: ['genres'], code: 'too_many', message: 'Choose at most 10000 values for Genres.' },
  ])
})

it('names no single option where there are many, and says to choose one', () => {
  const many = Array.from({ length: 9 }, (_, index) => ({ const: `genre-${index}`, title: `Genre ${index}` }))
  const wide = JSON.parse(JSON.stringify(bookshop), (key, value) =>
    key === 'items' && value.oneOf !== undefined ? { ...value, oneOf: many } : value,
  )
  const { issues } = prepare(wide, { ...loginForm, genres: ['cooking'] }, { now: quietDay })
  expect(issues).toMatchObject([
    { path: ['genres'], code: 'option', hint: 'Choose one of the 9 values of this field.' },
  ])
})

it('reports one issue per field, in the order of the form and not of the input', () => {
  const issues = issuesOf({ keyId: '', apiKey: '***', website: 'x', colour: 1, shop: '-', authType: 'key', name: 5 })
  expect(issues.map(({ path, code }) => [...path, code])).toEqual([
    ['name', 'type'],
    ['shop', 'pattern'],
    ['website', 'format'],
    ['apiKey', 'mask_pasted'],
    ['keyId', 'required'],
    ['colour', 'unknown_field'],
  ])
})

it('reports what it changed and what is wrong together', () => {
  const { issues, changes } = prepare(bookshop, { ...keyForm, shop: ' Candle ', apiKey: undefined }, { now: quietDay })
  expect(issues.map(({ path }) => path)).toEqual([['apiKey']])
  expect(changes.map(({ path, kind }) => [...path, kind])).toEqual([
    ['shop', 'trimmed'],
    ['shop', 'lowercased'],
    ['pageSize', 'defaulted'],
  ])
})

it('counts characters, not halves of them', () => {
  expect(issuesOf({ ...keyForm, name: '😀'.repeat(50) })).toEqual([])
  expect(issuesOf({ ...keyForm, name: '😀'.repeat(51) }).map(({ code }) => code)).toEqual(['too_long'])
})

it('lets a secret be long up to its limit and hold any printable ASCII', () => {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)).join('')
  const apiKey = `x${printable}x`.padEnd(200, '*')
  const { ok, secrets } = prepare(bookshop, { ...keyForm, apiKey }, { now: quietDay })
  expect([ok, secrets['apiKey']?.reveal()]).toEqual([true, apiKey])
})

it.each([2, 16, 17, 40])('finds two alike in a list of %i, wherever they stand', (length) => {
  const options = Array.from({ length }, (_, index) => ({ const: `genre${index}`, title: `Genre ${index}` }))
  const [key, login] = bookshop.form.allOf!
  const { maxItems: _, ...genres } = login!.then.properties['genres']!
  const properties = {
    ...login!.then.properties,
    genres: { ...genres, items: { type: 'string' as const, oneOf: options } },
  }
  const form = { ...bookshop.form, allOf: [key!, { ...login!, then: { ...login!.then, properties } }] }
  const codes = (chosen: readonly string[]) =>
    prepare({ ...bookshop, form }, { ...loginForm, genres: chosen }, { now: quietDay }).issues.map(({ code }) => code)
  const all = options.map((option) => option.const)
  expect(codes(all)).toEqual([])
  expect(codes([...all.slice(1), all.at(-1)!])).toEqual(['duplicate'])
  expect(codes([all[0]!, ...all.slice(0, -1)])).toEqual(['duplicate'])
  expect(codes([...all.slice(0, -1), all[0]!])).toEqual(['duplicate'])
})
