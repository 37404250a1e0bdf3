import { describe, expect, it } from 'vitest'
import { isSecret, readForm } from '../src/form.ts'
import { fieldsOf } from '../src/lint/fields-of.ts'
import { lintSetup } from '../src/lint.ts'
import { definitionOf, definitions } from './support/definitions.ts'
import { setupOf, setups } from './support/setups.ts'

/** What a person meets of a slot for one auth type, in order: title, with a star where it must be filled in. */
function shown(id: string, slotName: string, authType: string): string[] {
  const slot = setupOf(id).slots[slotName]!
  const { form } = definitionOf(slot.definition)
  const parts = readForm(form)
  const fields = fieldsOf(parts, authType).filter(({ name }) => slot.fields[name]?.hidden === undefined)
  const asked = fields.filter(({ name }) => slot.authTypes?.length !== 1 || name !== parts.discriminator)
  const titles = new Map(
    asked.map(({ name, schema, required }) => {
      const { title = schema.title, required: here } = slot.fields[name] ?? {}
      return [name, required || here ? `${title} *` : title]
    }),
  )
  if (slot.status) titles.set('status', slot.status.title)
  const ordered = (slot.order ?? []).filter((name) => titles.has(name))
  return [...new Set([...ordered, ...titles.keys()])].map((name) => titles.get(name) ?? name)
}

describe('the setups', () => {
  it('are the five that the product was asked for', () => {
    expect(setups.map(({ id, instances }) => [id, instances])).toEqual([
      ['akeneo-app', 'one'],
      ['akeneo-connector-v1', 'one'],
      ['celigo-graphql', 'many'],
      ['celigo-rest', 'many'],
      ['unopim', 'many'],
    ])
  })

  // The pages of the products, in their order and with their stars.
  it.each([
    ['akeneo-app', 'pim', 'none', ['PIM URL *', 'Client ID *', 'Secret *', 'Username *', 'Password *']],
    ['akeneo-app', 'store', 'token', ['Client ID *', 'Access Token *', 'Store hash *']],
    ['akeneo-connector-v1', 'pim', 'none', ['PIM URL *', 'Client ID *', 'Secret *', 'Username *', 'Password *']],
    ['akeneo-connector-v1', 'store', 'token', ['Client ID *', 'Access Token *', 'Store hash *']],
    [
      'unopim',
      'store',
      'token',
      ['Label *', 'API URL *', 'Client ID *', 'Client Secret *', 'Access Token *', 'Status'],
    ],
    [
      'celigo-rest',
      'store',
      'oauth2',
      ['Name your connection *', 'Auth type *', 'Store hash *', 'OAuth 2.0 client *', 'Scopes *', 'Redirect URL'],
    ],
    [
      'celigo-rest',
      'store',
      'basic',
      ['Name your connection *', 'Auth type *', 'Username *', 'Password *', 'Store hash *'],
    ],
    [
      'celigo-rest',
      'store',
      'token',
      ['Name your connection *', 'Auth type *', 'Access token *', 'Client ID *', 'Store hash *'],
    ],
    [
      'celigo-graphql',
      'store',
      'custom',
      [
        'Name your connection *',
        'Subdomain *',
        'Auth type *',
        'Store hash *',
        'Channel ID',
        'Access token *',
        'Scopes *',
      ],
    ],
    [
      'celigo-graphql',
      'store',
      'token',
      ['Name your connection *', 'Subdomain *', 'Auth type *', 'Store hash *', 'Channel ID', 'Access token *'],
    ],
  ])('%s asks for the connection %s with %s what its page lists, in its order', (id, slot, authType, titles) => {
    expect(shown(id, slot, authType)).toEqual(titles)
  })

  it.each([
    ['akeneo-app', ['pim', 'store', 'locale channel currency mainCategory', 'storefront', 'displayType']],
    ['akeneo-connector-v1', ['pim', 'store', 'locale channel mainCategory']],
    ['unopim', ['store', 'defaultCurrency defaultLocale', 'localeMapping currencyMapping']],
    ['celigo-rest', ['store']],
    ['celigo-graphql', ['store']],
  ])('%s leads through its sections as its page does', (id, sections) => {
    expect(
      setupOf(id).sections.map(({ slot, fields = [], mappings = [] }) => slot ?? [...fields, ...mappings].join(' ')),
    ).toEqual(sections)
  })

  it.each([
    [
      'akeneo-app',
      {
        'keep-store': ['locale', 'channel', 'mainCategory', 'storefront'],
        'delete-store': ['store.storeHash'],
      },
    ],
    [
      'akeneo-connector-v1',
      { 'keep-store': ['locale', 'channel', 'mainCategory', 'pim.url'], 'delete-store': ['store.storeHash'] },
    ],
    ['unopim', {}],
    ['celigo-rest', {}],
    ['celigo-graphql', {}],
  ])('%s guards what its page warns of', (id, locks) => {
    expect(Object.fromEntries(setupOf(id).locks.map(({ reset, fields }) => [reset, fields]))).toEqual(locks)
    expect(Object.keys(setupOf(id).resets)).toEqual(Object.keys(locks))
  })

  it('keep saved secrets where the page says so, and ask for them each time where it says that', () => {
    expect(Object.fromEntries(setups.map(({ id, slots }) => [id, slots['store']?.reentry]))).toEqual({
      'akeneo-app': undefined,
      'akeneo-connector-v1': undefined,
      'celigo-graphql': 'always',
      'celigo-rest': 'always',
      unopim: 'keep',
    })
  })

  it('look for the scopes of their own page: for UnoPim no more than an import needs', () => {
    expect(Object.fromEntries(setups.map(({ id, slots }) => [id, slots['store']?.profile]))).toEqual({
      'akeneo-app': 'akeneo-app',
      'akeneo-connector-v1': 'akeneo-connector-v1',
      'celigo-graphql': 'graphql',
      'celigo-rest': undefined,
      unopim: 'unopim-import',
    })
  })

  it('have a warning, an advice and a help in whole sentences', () => {
    for (const { sections, slots, locks, resets, removal, settings } of setups) {
      const said = [
        ...sections.flatMap(({ description, advice = [] }) => [description, ...advice]),
        ...Object.values(slots).flatMap(({ description, advice = [] }) => [description, ...advice]),
        ...Object.values(slots).flatMap(({ fields }) => Object.values(fields).flatMap(({ help }) => help ?? [])),
        ...Object.values(settings.hints).flatMap(({ help }) => help ?? []),
        ...locks.map(({ warning }) => warning),
        ...Object.values(resets).map(({ text }) => text),
        removal,
      ]
      for (const text of said) expect(text).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('hold no value for a secret', () => {
    for (const { slots } of setups) {
      for (const { definition, fields } of Object.values(slots)) {
        const { form } = definitionOf(definition)
        const parts = readForm(form)
        const all = [...parts.shared, ...parts.branches.flatMap((branch) => branch.fields)]
        const secrets = all.filter(({ schema }) => isSecret(schema)).map(({ name }) => name)
        for (const name of secrets) expect(fields[name]?.preset).toBeUndefined()
      }
    }
  })

  it('read what the adapters list', () => {
    const sources = {
      'akeneo-pim': ['locales', 'channels', 'currencies', 'categories'],
      'bigcommerce-rest': ['channels', 'storefronts', 'currencies', 'locales'],
    }
    for (const setup of setups) expect(lintSetup(setup, { definitions, sources })).toEqual([])
  })
})
