import { describe, expect, it } from 'vitest'
import { type Prepared, prepare, type Secret } from '../src/index.ts'
import { bookshop, bookshopAdapter, keyForm, loginForm, quietDay } from './support/bookshop.ts'
import { expectNoSecret } from './support/canary.ts'

const prepared = (input: unknown): Prepared => prepare(bookshop, input, { now: quietDay })
const revealed = (secrets: Prepared['secrets']) =>
  Object.fromEntries(Object.entries(secrets).map(([key, secret]) => [key, secret.reveal()]))
const kinds = ({ changes }: Prepared) => changes.map(({ path, kind }) => [...path, kind])
const codes = ({ issues }: Prepared) => issues.map(({ path, code }) => [...path, code])

describe('preparing a form without a mistake', () => {
  it('parts values from secrets', () => {
    const { ok, values, secrets, issues, changes } = prepared({ ...keyForm, pageSize: 50 })
    expect({ ok, issues, changes }).toEqual({ ok: true, issues: [], changes: [] })
    expect(values).toEqual({ name: 'Corner shop', authType: 'key', shop: 'candle', pageSize: 50, keyId: 'id-7' })
    expect(revealed(secrets)).toEqual({ apiKey: 'canary-key-9b1e' })
  })

  it('leaves the input as it was', () => {
    const input = Object.freeze({ ...keyForm, shop: ' CANDLE ', keyId: null })
    prepared(input)
    expect(input).toEqual({ ...keyForm, shop: ' CANDLE ', keyId: null })
  })
})

describe('normalising', () => {
  it('removes what was pasted by accident and says so once per field, in the order done', () => {
    const result = prepared({ ...keyForm, name: ' Corner shop\n', apiKey: '\ufeff"canary-key-9b1e"', shop: ' Candle' })
    expect(result.ok).toBe(true)
    expect(result.values).toMatchObject({ name: 'Corner shop', shop: 'candle' })
    expect(revealed(result.secrets)).toEqual({ apiKey: 'canary-key-9b1e' })
    expect(kinds(result)).toEqual([
      ['name', 'trimmed'],
      ['shop', 'trimmed'],
      ['shop', 'lowercased'],
      ['pageSize', 'defaulted'],
      ['apiKey', 'trimmed'],
    ])
    expect(result.changes[0]?.message).toBe('Removed line breaks and spaces from Name.')
    expectNoSecret(result, keyForm.apiKey)
  })

  it('reads numbers that a form hands over as text', () => {
    const result = prepared({ ...keyForm, pageSize: ' 50 ', discount: '0.25' })
    expect(result.values).toMatchObject({ pageSize: 50, discount: 0.25 })
    expect(kinds(result)).toEqual([
      ['pageSize', 'derived'],
      ['discount', 'derived'],
    ])
  })

  it.each(['0x10', '1e2', '١٢', '5,5', '1.5', 'ten', '99999999999999999999'])('reads no whole number in %s', (text) => {
    expect(codes(prepared({ ...keyForm, pageSize: text }))).toEqual([['pageSize', 'type']])
  })

  it('takes an auth type with a stray space', () => {
    const result = prepared({ ...keyForm, authType: ' key\n' })
    expect([result.ok, result.values['authType']]).toEqual([true, 'key'])
  })

  it('cleans the entries of a list and names what it removed', () => {
    const result = prepared({ ...loginForm, genres: ['"crime"', ' poetry'] })
    expect(result.values['genres']).toEqual(['crime', 'poetry'])
    const [change] = result.changes.filter(({ path }) => path[0] === 'genres')
    expect(change?.message).toBe('Removed quotes and spaces from Genres.')
  })
})

describe('defaults', () => {
  it.each([undefined, null, '', '  '])('fill a field that is %j', (pageSize) => {
    const result = prepared({ ...keyForm, pageSize })
    expect(result.values['pageSize']).toBe(20)
    expect(kinds(result)).toEqual([['pageSize', 'defaulted']])
  })

  it('never choose an auth type', () => {
    const { authType: _, ...rest } = keyForm
    expect(codes(prepared(rest))).toEqual([['authType', 'required']])
  })
})

describe('pruning', () => {
  it('leaves out what belongs to another auth type, and says so without its value', () => {
    const result = prepared({ ...keyForm, password: 'canary-password-31c0', genres: ['crime'] })
    expect(result.ok).toBe(true)
    expect(result.values).not.toHaveProperty('genres')
    expect(Object.keys(result.secrets)).toEqual(['apiKey'])
    expect(kinds(result).filter(([, kind]) => kind === 'pruned')).toEqual([
      ['password', 'pruned'],
      ['genres', 'pruned'],
    ])
    expectNoSecret(result, 'canary-password-31c0')
  })

  it.each([null, ''])('says nothing of a field that is %j', (user) => {
    expect(kinds(prepared({ ...keyForm, pageSize: 1, user }))).toEqual([])
  })

  it('leaves every field alone while the auth type is unknown', () => {
    const result = prepared({ ...keyForm, authType: 'kee', password: 'x' })
    expect(codes(result)).toEqual([['authType', 'option']])
    expect(kinds(result)).toEqual([['pageSize', 'defaulted']])
  })
})

describe('unknown members', () => {
  it('are mistakes, with the nearest field as a hint', () => {
    const { ok, issues } = prepared({ ...keyForm, apikey: 'x', colour: 'red' })
    expect(ok).toBe(false)
    expect(issues.map(({ path, code, hint }) => ({ path, code, hint }))).toEqual([
      { path: ['apikey'], code: 'unknown_field', hint: 'Did you mean apiKey?' },
      {
        path: ['colour'],
        code: 'unknown_field',
        hint: expect.stringMatching(/^Fields: name, authType, .*, genres\.$/),
      },
    ])
  })

  it('are counted, not all told', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`member${index}`, 1]))
    expect(prepared({ ...keyForm, ...many }).issues.length).toBe(20)
  })

  it('are told once and without their names where those are no names', () => {
    const { issues } = prepared({ ...keyForm, 'https://x': 1, 'a b': 2, '': 3 })
    expect(issues.map(({ path, code }) => ({ path, code }))).toEqual([{ path: [], code: 'unknown_field' }])
  })

  it('are not named where the name holds a secret', () => {
    const result = prepared({ ...keyForm, [keyForm.apiKey]: 1, [`x${keyForm.apiKey}`]: 1 })
    expect(codes(result)).toEqual([['unknown_field']])
    expectNoSecret(result, keyForm.apiKey)
  })

  it('called like what every object inherits are unknown too', () => {
    const input = JSON.parse(`{"__proto__": {"polluted": 1}, "constructor": 1, "toString": 1}`)
    expect(codes(prepared(input)).slice(3)).toEqual([
      ['__proto__', 'unknown_field'],
      ['constructor', 'unknown_field'],
      ['toString', 'unknown_field'],
    ])
    expect({}).not.toHaveProperty('polluted')
  })

  it('that are undefined are not there', () => {
    expect(prepared({ ...keyForm, pageSize: 1, colour: undefined }).issues).toEqual([])
  })
})

describe('a missing auth type', () => {
  it('is asked for first, before any field of an auth type', () => {
    expect(codes(prepared({}))).toEqual([
      ['name', 'required'],
      ['authType', 'required'],
      ['shop', 'required'],
    ])
  })
})

describe('an input that is no object', () => {
  it.each([null, undefined, 'text', 7, true, [[]], [[{}]]])('%j is one mistake without a field', (input) => {
    const result = prepared(input)
    expect(codes(result)).toEqual([['not_an_object']])
    expect(result).toMatchObject({ ok: false, values: {}, secrets: {}, changes: [] })
  })
})

describe('a definition without auth types', () => {
  const { allOf: _, ...form } = bookshop.form
  const { name, shop } = form.properties
  const apiKey = bookshop.form.allOf?.[0]?.then.properties['apiKey']
  const definition = {
    ...bookshop,
    form: {
      ...form,
      properties: { name: name!, shop: shop!, apiKey: apiKey! },
      required: ['name', 'apiKey'],
      propertyNames: { enum: ['name', 'shop', 'apiKey'] },
    },
    auth: { none: bookshop.auth['key']! },
    notices: [{ ...bookshop.notices[0]!, authTypes: ['none'] }],
  }

  it('is judged as the auth type none: its header, its notices, its look-alikes', () => {
    const seen: string[] = []
    const inspect = ({ authType }: { authType: string; secrets: Readonly<Record<string, Secret>> }) => {
      seen.push(authType)
      return []
    }
    const options = { now: new Date('2026-07-01T00:00:00Z'), adapter: { ...bookshopAdapter, inspect } }
    const result = prepare(definition, { name: 'Corner', apiKey: 'schlüssel' }, options)
    expect(codes(result)).toEqual([['refused_by_notice'], ['apiKey', 'not_header_text']].reverse())
    expect(seen).toEqual(['none'])
  })
})
