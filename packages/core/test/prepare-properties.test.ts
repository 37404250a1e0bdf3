import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { planEdit, prepare } from '../src/index.ts'
import { bookshop, bookshopAdapter, quietDay, savedKeyValues } from './support/bookshop.ts'
import { extremeJson, hostileForm, hostileJson, hostileText } from './support/hostile-json.ts'

const fields = bookshop.form.propertyNames.enum
const secretFields = ['apiKey', 'backupKey', 'password']
const options = { adapter: bookshopAdapter, now: quietDay }
const saved = { values: savedKeyValues, secrets: { apiKey: true } }
const untouched = JSON.stringify(Object.getOwnPropertyNames(Object.prototype))

afterEach(() => {
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(untouched)
})

/** Forms that are near to right, so that every step of the way is walked. */
const nearlyRight = fc
  .record(
    {
      name: fc.oneof(hostileText, fc.constant('Corner shop')),
      authType: fc.constantFrom('key', 'login', ' key', 'none'),
      shop: fc.constantFrom('candle', ' CANDLE', 'https://candle.bookshop.example key=k-1 id=id-9', '"candle"', 'x'),
      pageSize: fc.oneof(fc.integer(), fc.integer().map(String), hostileText),
      discount: fc.oneof(fc.double(), fc.constantFrom('0.25', '-0', '1e3')),
      weekly: fc.oneof(fc.boolean(), hostileText),
      website: fc.oneof(fc.webUrl(), hostileText),
      apiKey: hostileText,
      keyId: hostileText,
      password: hostileText,
      user: hostileText,
      genres: fc.array(fc.oneof(fc.constantFrom('crime', ' poetry', '"travel"'), hostileText), { maxLength: 4 }),
    },
    { requiredKeys: [] },
  )
  .filter((form) => Object.keys(form).length > 0)

describe('preparing any JSON', () => {
  it('neither throws nor touches what every object inherits', () => {
    fc.assert(
      fc.property(fc.oneof(hostileJson, hostileForm(fields)), (input) => {
        const { ok, issues } = prepare(bookshop, input, options)
        expect(ok).toBe(!issues.some(({ severity }) => severity === 'error'))
        planEdit(bookshop, saved, input, options)
      }),
      { numRuns: 2000 },
    )
  })

  it.each(Object.entries(extremeJson))('manages %s, in place of the form and in every field', (_, make) => {
    const value = make()
    const everywhere = { ...Object.fromEntries(fields.map((field) => [field, value])), other: value }
    const inputs = ['key', 'login', value].map((authType) => ({ ...everywhere, authType }))
    for (const input of [value, ...inputs]) {
      expect(prepare(bookshop, input, options).ok).toBe(false)
      planEdit(bookshop, saved, input, options)
    }
  })

  it('reports at most one issue per field, in form order', () => {
    fc.assert(
      fc.property(fc.oneof(hostileForm(fields), nearlyRight), (input) => {
        const places = prepare(bookshop, input, options).issues.map(({ path }) => path[0] ?? '')
        expect(new Set(places).size).toBe(places.length)
        const known = places.filter((place) => fields.includes(place))
        expect(places.slice(0, known.length)).toEqual(known)
        expect(known).toEqual(fields.filter((field) => known.includes(field)))
      }),
      { numRuns: 1000 },
    )
  })

  it('gives the same values when done twice, with nothing left to clean', () => {
    fc.assert(
      fc.property(nearlyRight, (input) => {
        const once = prepare(bookshop, input, options)
        const revealed = Object.fromEntries(Object.entries(once.secrets).map(([key, value]) => [key, value.reveal()]))
        const twice = prepare(bookshop, { ...once.values, ...revealed }, options)
        expect(twice.values).toMatchObject(once.values)
        for (const [key, value] of Object.entries(revealed)) expect(twice.secrets[key]?.reveal()).toBe(value)
        expect(twice.changes.filter(({ kind }) => kind !== 'defaulted')).toEqual([])
        if (once.ok) expect([twice.ok, twice.changes]).toEqual([true, []])
      }),
      { numRuns: 3000 },
    )
  })

  it('repeats no secret in an issue or a change, wherever else the same text stands', () => {
    const words = JSON.stringify(bookshop)
    const secret = fc
      .string({ minLength: 8, maxLength: 30 })
      .filter((text) => text === text.trim() && !words.includes(text))
    const withSecret = secret.chain((text) => {
      const value = fc.oneof(
        fc.constantFrom(
          text,
          ` ${text}`,
          `"${text}"`,
          `https://${text}.bookshop.example key=${text}`,
          '',
          '**********',
        ),
        fc.constantFrom(['crime', text], { [text]: text }, `https://candle.bookshop.example title=${text} id=${text}`),
      )
      return fc.tuple(
        fc.constant(text),
        fc.constantFrom(...secretFields),
        hostileForm([...fields, text, `x${text}`], value),
      )
    })
    fc.assert(
      fc.property(withSecret, fc.constantFrom('key', 'login', undefined), ([text, field, form], authType) => {
        const input = { ...form, ...(authType === undefined ? {} : { authType }), [field]: text }
        for (const result of [prepare(bookshop, input, options), planEdit(bookshop, saved, input, options)]) {
          const told = JSON.stringify([result.issues, result.changes])
          expect(told).not.toContain(JSON.stringify(text).slice(1, -1))
          expect(JSON.stringify(result.secrets)).not.toContain(JSON.stringify(text).slice(1, -1))
        }
      }),
      { numRuns: 3000 },
    )
  })
})
