import { describe, expect, it } from 'vitest'
import { type EditPlan, planEdit, type Reentry, type SavedConnection } from '../src/index.ts'
import { bookshop, bookshopAdapter, loginForm, quietDay, savedKeyValues } from './support/bookshop.ts'
import { expectNoSecret } from './support/canary.ts'

const secret = 'canary-typed-77aa'
const saved = { values: savedKeyValues, secrets: { apiKey: true, backupKey: '2026-01-01T00:00:00Z' } }
const onlyNeeded = { values: savedKeyValues, secrets: { apiKey: true } }

const plan = (patch: unknown, reentry: Reentry = 'keep', connection: SavedConnection = saved): EditPlan =>
  planEdit(bookshop, connection, patch, { reentry, now: quietDay })

/** What becomes of one secret: its operation, or the code of its issue, or nothing. */
const fate = (result: EditPlan, key: string): string =>
  result.secrets[key]?.op ?? result.issues.find(({ path }) => path[0] === key)?.code ?? 'nothing'

const notTyped = { absent: {}, blank: { value: '' }, spaces: { value: ' \n' }, mask: { value: '**********' } }
const here = {}
const moved = { shop: 'lantern' }

/** What is in the patch × where the connection goes → under keep and under always, for a needed and an optional secret. */
const table: readonly [
  what: string,
  member: { readonly value?: unknown },
  place: object,
  keep: readonly [needed: string, optional: string],
  always: readonly [needed: string, optional: string],
][] = [
  ...Object.entries(notTyped).flatMap(([what, member]): typeof table => [
    [`${what}, same place`, member, here, ['keep', 'keep'], ['secret_required', 'secret_required']],
    [
      `${what}, another shop`,
      member,
      moved,
      ['secret_required', 'secret_required'],
      ['secret_required', 'secret_required'],
    ],
  ]),
  [
    'a mask in quotes, same place',
    { value: ' "**********" ' },
    here,
    ['keep', 'keep'],
    ['secret_required', 'secret_required'],
  ],
  ['a text, same place', { value: secret }, here, ['replace', 'replace'], ['replace', 'replace']],
  ['a text, another shop', { value: secret }, moved, ['replace', 'replace'], ['replace', 'replace']],
  ['null, same place', { value: null }, here, ['secret_required', 'clear'], ['secret_required', 'clear']],
  ['null, another shop', { value: null }, moved, ['secret_required', 'clear'], ['secret_required', 'clear']],
  ['another mask', { value: '••••••' }, here, ['mask_pasted', 'mask_pasted'], ['mask_pasted', 'mask_pasted']],
  ['a longer mask', { value: '***********' }, here, ['mask_pasted', 'mask_pasted'], ['mask_pasted', 'mask_pasted']],
  ['a number', { value: 7 }, here, ['type', 'type'], ['type', 'type']],
]

describe.each(table)('a saved secret, given %s', (_, member, place, keep, always) => {
  it.each([
    ['keep', 'apiKey', keep[0]],
    ['keep', 'backupKey', keep[1]],
    ['always', 'apiKey', always[0]],
    ['always', 'backupKey', always[1]],
  ] as const)('under %s, %s: %s', (reentry, key, expected) => {
    const others = key === 'apiKey' ? { backupKey: null } : { apiKey: secret }
    const patch = { ...place, ...others, ...('value' in member ? { [key]: member.value } : {}) }
    const result = plan(patch, reentry)
    expect(fate(result, key)).toBe(expected)
    expect(result.ok).toBe(['keep', 'replace', 'clear'].includes(expected))
    expectNoSecret(result, secret)
  })
})

describe('a secret that is not saved', () => {
  it.each([
    ['absent', {}, 'nothing'],
    ['blank', { backupKey: '' }, 'nothing'],
    ['the mask', { backupKey: '**********' }, 'nothing'],
    ['null', { backupKey: null }, 'nothing'],
    ['a text', { backupKey: secret }, 'replace'],
  ])('and optional, %s: %s', (_, patch, expected) => {
    for (const reentry of ['keep', 'always'] as const) {
      expect(fate(plan({ apiKey: 'another-key', ...patch }, reentry, onlyNeeded), 'backupKey')).toBe(expected)
    }
  })

  it.each([{}, { apiKey: '' }, { apiKey: '**********' }, { apiKey: null }])('and needed is asked for: %j', (patch) => {
    expect(fate(plan(patch, 'keep', { values: savedKeyValues, secrets: {} }), 'apiKey')).toBe('required')
  })
})

describe('an edit', () => {
  it('holds the typed secret, and prints it as a mask', () => {
    const operation = plan({ apiKey: ` ${secret}` }).secrets['apiKey']
    expect(operation?.op === 'replace' && operation.value.reveal()).toBe(secret)
    expect(JSON.stringify(operation)).toBe('{"op":"replace","value":"**********"}')
  })

  it('keeps what the patch does not name, and takes what it does', () => {
    const result = plan({ name: ' Other shop ', weekly: true })
    expect(result.values).toEqual({ ...savedKeyValues, name: 'Other shop', weekly: true })
    expect(result.changes.map(({ kind }) => kind)).toEqual(['trimmed'])
    expect(result.secrets).toEqual({ apiKey: { op: 'keep' }, backupKey: { op: 'keep' } })
  })

  it('clears an optional value by null, puts a default in its place, and refuses to clear a needed one', () => {
    const connection = { ...saved, values: { ...savedKeyValues, website: 'https://a.example', pageSize: 5 } }
    const result = plan({ website: null, pageSize: null, keyId: null }, 'keep', connection)
    expect(result.values).not.toHaveProperty('website')
    expect(result.values['pageSize']).toBe(20)
    expect(result.issues.map(({ path, code }) => [...path, code])).toEqual([['keyId', 'required']])
  })

  it('takes undefined for absent', () => {
    expect(plan({ name: undefined, apiKey: undefined }).values).toEqual(savedKeyValues)
  })

  it('is the same place where the identity is only spelt otherwise', () => {
    expect(plan({ shop: ' CANDLE ' }).secrets['apiKey']).toEqual({ op: 'keep' })
  })

  it('keeps nothing and asks for nothing while the place is unclear', () => {
    const result = plan({ shop: 'no shop!' })
    expect(result.secrets).toEqual({})
    expect(result.issues.map(({ path, code }) => [...path, code])).toEqual([['shop', 'pattern']])
  })

  it('asks for every secret of the new auth type, and prunes what was of the old one', () => {
    const { password: _, ...patch } = loginForm
    const result = plan(patch)
    expect(result.issues.map(({ path, code }) => [...path, code])).toEqual([['password', 'required']])
    expect(result.changes.map(({ path, kind }) => [...path, kind])).toEqual([['keyId', 'pruned']])
    expect(result.secrets).toEqual({})
  })

  it('follows the policy of the definition unless told otherwise', () => {
    const strict = { ...bookshop, reentry: 'always' as const }
    expect(fate(planEdit(strict, saved, {}, { now: quietDay }), 'apiKey')).toBe('secret_required')
    expect(fate(planEdit(strict, saved, {}, { now: quietDay, reentry: 'keep' }), 'apiKey')).toBe('keep')
  })

  it('takes a secret out of a pasted text like a new connection does', () => {
    const patch = { shop: `https://lantern.bookshop.example key=${secret}`, backupKey: null }
    const result = planEdit(bookshop, saved, patch, { adapter: bookshopAdapter, now: quietDay })
    expect([result.ok, fate(result, 'apiKey'), fate(result, 'backupKey')]).toEqual([true, 'replace', 'clear'])
    expectNoSecret(result, secret)
  })

  it.each([null, 'text', 7, [[]]])('of %j is one mistake', (patch) => {
    const { ok, secrets, issues } = plan(patch)
    expect({ ok, secrets, codes: issues.map(({ code }) => code) }).toEqual({
      ok: false,
      secrets: {},
      codes: ['not_an_object'],
    })
  })

  it('says why a secret is asked for', () => {
    const message = (patch: unknown, reentry: Reentry) =>
      plan(patch, reentry).issues.find(({ path }) => path[0] === 'apiKey')?.message
    expect(message({}, 'always')).toBe('Type API key again to save changes.')
    expect(message(moved, 'keep')).toMatch(/the saved one belongs to the account that stood here before your change/)
    expect(message({ apiKey: null }, 'keep')).toMatch(/cannot be cleared/)
  })
})
