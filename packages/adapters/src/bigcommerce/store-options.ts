import type { OptionSource, SourceOption } from '@connform/core'
import { memberAt } from '@connform/core'

/** The lists of a store that a configuration is chosen from. https://developer.bigcommerce.com/docs/rest-management/channels */
export const storeOptions: Readonly<Record<string, OptionSource>> = Object.freeze({
  channels: { path: '/v3/channels?limit=250', toOption: (entry) => option(entry, 'id', 'name') },
  storefronts: { path: '/v3/channels?limit=250&type:in=storefront', toOption: (entry) => option(entry, 'id', 'name') },
  currencies: { path: '/v2/currencies?limit=250', toOption: (entry) => option(entry, 'currency_code', 'name') },
})

function option(entry: unknown, valueAt: string, labelAt: string): SourceOption | undefined {
  const value = memberAt(entry, valueAt)
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const label = memberAt(entry, labelAt)
  return { value: String(value), label: typeof label === 'string' && label !== '' ? label : String(value) }
}
