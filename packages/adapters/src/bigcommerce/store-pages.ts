import type { PageRules } from '@connform/core'
import { memberAt } from '@connform/core'

/**
 * How the REST API's lists go on. V3 answers an object with `data` and `meta.pagination`; V2 answers a bare array, and
 * 204 with no body after the last page. https://developer.bigcommerce.com/docs/rest-management
 */
export const storePages: PageRules = Object.freeze<PageRules>({
  itemsOf: (data) => {
    if (Array.isArray(data)) return data
    const list = memberAt(data, 'data')
    return Array.isArray(list) ? list : undefined
  },
  nextPath: ({ path, data }) => {
    if (Array.isArray(data)) return data.length === 0 ? undefined : atPage(path, pageOf(path) + 1)
    const pagination = memberAt(data, 'meta.pagination')
    const current = memberAt(pagination, 'current_page')
    const total = memberAt(pagination, 'total_pages')
    return typeof current === 'number' && typeof total === 'number' && current < total
      ? atPage(path, current + 1)
      : undefined
  },
})

// The base does not matter: the path is relative to it, and only its query is read and set.
const BASE = 'https://api.bigcommerce.com'

const pageOf = (path: string): number => Number(new URL(path, BASE).searchParams.get('page') ?? 1)

function atPage(path: string, page: number): string {
  const url = new URL(path, BASE)
  url.searchParams.set('page', String(page))
  return url.pathname + url.search
}
