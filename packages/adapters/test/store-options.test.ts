import { describe, expect, it } from 'vitest'
import { builtinAdapters } from '../src/index.ts'

const locales = builtinAdapters['bigcommerce-rest']!.options!['locales']!

describe('the locales of a store', () => {
  it('are asked of the default storefront, by a query', () => {
    expect(locales.path).toBe('/graphql')
    expect(String(locales.body?.['query'])).toContain('bc/store/channel/1')
    const edges = [{ node: { code: 'en', status: 'ACTIVE', isDefault: true } }, { node: { code: '' } }, { node: null }]
    const entries = locales.entriesOf?.({ data: { store: { locales: { edges } } } })
    expect(entries?.map((entry) => locales.toOption(entry))).toEqual([
      { value: 'en', label: 'en' },
      undefined,
      undefined,
    ])
  })

  it.each([
    ['an answer of errors alone', { errors: [{ message: 'Cannot query field "locales" on type "Store".' }] }],
    ['a store without locales', { data: { store: { locales: null } } }],
    ['no answer', null],
  ])('are not known by %s', (_, data) => {
    expect(locales.entriesOf?.(data)).toBe(undefined)
  })

  it('are, by the next way, the default language alone', () => {
    const rest = locales.otherwise
    expect(rest?.path).toBe('/v3/settings/store/locale')
    const entries = rest?.entriesOf?.({ data: { default_shopper_language: 'en', store_country: 'United States' } })
    expect(entries?.map((entry) => rest?.toOption(entry))).toEqual([{ value: 'en', label: 'en' }])
    expect(rest?.entriesOf?.({ errors: [] })).toBe(undefined)
    expect(rest?.otherwise).toBe(undefined)
  })
})
