import { type Answer, jsonAnswer } from '../http/answer.ts'
import type { ApiRequest } from '../http/read-request.ts'
import { pimError } from './answers.ts'
import { categories } from './content/categories.ts'
import { channels } from './content/channels.ts'
import { currencies } from './content/currencies.ts'
import { locales } from './content/locales.ts'
import { halPage } from './hal-page.ts'
import type { PimFixture, PimPermission } from './pim-fixture.ts'
import { type Filters, readSearch } from './search.ts'

/** An item of a list; its other members are the resource's own. */
export interface PimItem {
  readonly code: string
  readonly [member: string]: unknown
}

/** One of the lists of catalogue structure, by its path below `/api/rest/v1/`. */
interface Resource {
  readonly singular: string
  items(query: URLSearchParams): readonly PimItem[]
  /** Properties that `search` can filter by. */
  readonly filters: Filters
}

const isEnabled = (item: PimItem, value: unknown): boolean => item['enabled'] === value

/** https://api.akeneo.com/api-reference.html */
const resources: Readonly<Record<PimPermission, Resource>> = {
  channels: { singular: 'Channel', items: () => channels, filters: {} },
  locales: { singular: 'Locale', items: () => locales, filters: { enabled: { '=': isEnabled } } },
  currencies: { singular: 'Currency', items: () => currencies, filters: { enabled: { '=': isEnabled } } },
  categories: {
    singular: 'Category',
    items: (query) => categories(query.get('with_position') === 'true'),
    filters: {
      code: { IN: (item, value) => Array.isArray(value) && value.includes(item.code) },
      parent: { '=': (item, value) => item['parent'] === value },
      is_root: { '=': (item, value) => (item['parent'] === null) === value },
    },
  },
}

/** A list, or one of its items by code. `path` begins with a slash. */
export const answerOfResource = (request: ApiRequest, path: string, pim: PimFixture): Answer => {
  const [, name = '', code] = /^\/([a-z-]+)(?:\/([^/]+))?$/.exec(path) ?? []
  if (!isServed(name)) return pimError(404, 'Not found')
  if (!pim.permissions.includes(name)) return pimError(403, `Access forbidden. You are not allowed to list ${name}.`)
  const { singular, items, filters } = resources[name]
  const all = items(request.query)
  if (code !== undefined) {
    const item = all.find((one) => encodeURIComponent(one.code) === code)
    return item ? jsonAnswer(200, item) : pimError(404, `${singular} '${code}' does not exist.`)
  }
  const search = readSearch(request.query.get('search'), filters)
  if ('refusal' in search) return pimError(422, search.refusal)
  return halPage(all.filter(search.matches), { query: request.query, name, pim })
}

const isServed = (name: string): name is PimPermission => Object.hasOwn(resources, name)
