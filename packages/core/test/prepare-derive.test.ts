import { describe, expect, it } from 'vitest'
import { type Prepared, prepare } from '../src/index.ts'
import { bookshop, bookshopAdapter, keyForm, loginForm, quietDay } from './support/bookshop.ts'
import { expectNoSecret } from './support/canary.ts'

const secret = 'canary-5ad1f2'
const prepared = (input: unknown): Prepared => prepare(bookshop, input, { adapter: bookshopAdapter, now: quietDay })
const derived = ({ changes }: Prepared) => changes.filter(({ kind }) => kind === 'derived').map(({ path }) => path[0])

describe('deriving', () => {
  it('takes the value out of a pasted address and says which', () => {
    const result = prepared({ ...keyForm, shop: 'see https://Candle.bookshop.example/shelf' })
    expect([result.ok, result.values['shop']]).toEqual([true, 'candle'])
    expect(result.changes[0]).toEqual({
      path: ['shop'],
      kind: 'derived',
      message: 'Took Shop candle out of the pasted text.',
    })
  })

  it('fills blank fields with what else the text holds, secrets unsaid', () => {
    const { apiKey: _, ...rest } = keyForm
    const result = prepared({ ...rest, keyId: ' ', shop: `https://candle.bookshop.example key=${secret} id=id-9` })
    expect(result.ok).toBe(true)
    expect(result.values['keyId']).toBe('id-9')
    expect(result.secrets['apiKey']?.reveal()).toBe(secret)
    expect(derived(result)).toEqual(['shop', 'apiKey', 'keyId'])
    expectNoSecret(result, secret)
  })

  it('gives a fact the name that the chosen auth type has for it', () => {
    const { password: _, user: __, ...rest } = loginForm
    const result = prepared({ ...rest, shop: `https://candle.bookshop.example key=${secret} id=reader` })
    expect([result.values['user'], result.secrets['password']?.reveal()]).toEqual(['reader', secret])
    expectNoSecret(result, secret)
  })

  it('keeps what was typed, and warns where that is another secret', () => {
    const result = prepared({ ...keyForm, shop: `https://candle.bookshop.example key=${secret} title=Other` })
    expect(result.ok).toBe(true)
    expect(result.secrets['apiKey']?.reveal()).toBe(keyForm.apiKey)
    expect(result.values['name']).toBe(keyForm.name)
    expect(result.issues.map(({ path, code, severity }) => [...path, code, severity])).toEqual([
      ['apiKey', 'differs_from_pasted', 'warning'],
    ])
    expectNoSecret(result, secret, keyForm.apiKey)
  })

  it('asks no adapter about a value that has the right form already', () => {
    const derive = () => expect.unreachable('the adapter was asked')
    const options = { adapter: { ...bookshopAdapter, derive }, now: quietDay }
    expect(prepare(bookshop, { ...keyForm, shop: ' CANDLE ' }, options).values['shop']).toBe('candle')
  })

  it('says what the adapter says where the text holds no such fact, and fills the rest', () => {
    const result = prepared({ ...keyForm, shop: `key=${keyForm.apiKey} id=id-9`, keyId: '' })
    expect(result.issues.map(({ path, code }) => [...path, code])).toEqual([['shop', 'no_shop']])
    expect(result.values['keyId']).toBe('id-9')
  })

  it('judges a text that nothing was recognised in as it stands', () => {
    expect(prepared({ ...keyForm, shop: 'my shop!' }).issues.map(({ code }) => code)).toEqual(['pattern'])
  })

  it('checks what it derived like what is typed', () => {
    const result = prepared({ ...keyForm, shop: 'https://longerthantwelve.bookshop.example' })
    expect(result.issues.map(({ path, code }) => [...path, code])).toEqual([['shop', 'too_long']])
  })

  it('tells no value that is also the text of a secret', () => {
    const result = prepared({ ...keyForm, shop: 'https://candlelight.bookshop.example', apiKey: ' candlelight ' })
    expect(result.changes.map(({ message }) => message)).toContain('Took Shop out of the pasted text.')
    expectNoSecret([result.issues, result.changes], 'candlelight')
  })

  it('is not confused by an auth type called like what every object inherits', () => {
    const { name: _, ...rest } = keyForm
    const result = prepared({ ...rest, authType: 'constructor', shop: 'https://candle.bookshop.example title=Corner' })
    expect(result.values).toMatchObject({ name: 'Corner', shop: 'candle' })
  })
})

describe('deriving from two fields', () => {
  const definition = { ...bookshop, derive: { from: ['keyId', 'shop'] } }
  const field = { ...bookshop.form.allOf![0]!.then.properties['keyId']!, pattern: '^id-\\d$' }
  const [key, login] = bookshop.form.allOf!
  const properties = { ...key!.then.properties, keyId: field }
  const form = { ...bookshop.form, allOf: [{ ...key!, then: { ...key!.then, properties } }, login!] }
  const both = (text: string, other = text) =>
    prepare(
      { ...definition, form },
      { ...keyForm, shop: text, keyId: other },
      { adapter: bookshopAdapter, now: quietDay },
    )

  it('finds nothing odd in the same text pasted into both', () => {
    const result = both('https://candle.bookshop.example id=id-9')
    expect(result.issues).toEqual([])
    expect(result.values).toMatchObject({ shop: 'candle', keyId: 'id-9' })
  })

  it('warns where the two texts name different shops', () => {
    const result = both('https://candle.bookshop.example id=id-9', 'https://lantern.bookshop.example id=id-9')
    expect(result.issues.map(({ path, code }) => [...path, code])).toEqual([['shop', 'differs_from_pasted']])
  })
})
