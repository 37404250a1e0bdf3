import type { OptionSource, SourceOption } from '@connform/core'
import { memberAt } from '@connform/core'

/** The locales of the default storefront. https://developer.bigcommerce.com/docs/store-operations/settings/locales */
const LOCALES = `query {
  store { locales(input: { channelId: "bc/store/channel/1" }) { edges { node { code status isDefault } } } }
}`

/** All that REST knows of locales. */
const defaultLanguage: OptionSource = Object.freeze<OptionSource>({
  path: '/v3/settings/store/locale',
  entriesOf: (data) => {
    const settings = memberAt(data, 'data')
    return typeof settings === 'object' && settings !== null ? [settings] : undefined
  },
  toOption: (entry) => option(entry, 'default_shopper_language', 'default_shopper_language'),
})

/** The lists of a store that a configuration is chosen from. https://developer.bigcommerce.com/docs/rest-management/channels */
export const storeOptions: Readonly<Record<string, OptionSource>> = Object.freeze({
  channels: { path: '/v3/channels?limit=250', toOption: (entry) => option(entry, 'id', 'name') },
  storefronts: { path: '/v3/channels?limit=250&type:in=storefront', toOption: (entry) => option(entry, 'id', 'name') },
  currencies: { path: '/v2/currencies?limit=250', toOption: (entry) => option(entry, 'currency_code', 'name') },
  locales: {
    path: '/graphql',
    body: { query: LOCALES },
    entriesOf: (data) => {
      const edges = memberAt(data, 'data.store.locales.edges')
      return Array.isArray(edges) ? edges : undefined
    },
    toOption: (entry) => option(entry, 'node.code', 'node.code'),
    otherwise: defaultLanguage,
  },
})

function option(entry: unknown, valueAt: string, labelAt: string): SourceOption | undefined {
  const value = memberAt(entry, valueAt)
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return undefined
  const label = memberAt(entry, labelAt)
  return { value: String(value), label: typeof label === 'string' && label !== '' ? label : String(value) }
}
