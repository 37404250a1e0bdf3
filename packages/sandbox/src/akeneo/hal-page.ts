import { type Answer, jsonAnswer } from '../http/answer.ts'
import { pimError, texts } from './answers.ts'
import type { PimFixture } from './pim-fixture.ts'
import type { PimItem } from './resources.ts'

interface PageOptions {
  readonly query: URLSearchParams
  /** Path of the list below `/api/rest/v1/`. */
  readonly name: string
  readonly pim: PimFixture
}

const DEFAULT_LIMIT = 10
const MAX_LIMIT = 100

/**
 * One page of a list. Links are absolute, on the host the caller knows the PIM by; `previous` and `next` are left out
 * at the ends. https://api.akeneo.com/documentation/pagination.html
 */
export const halPage = (items: readonly PimItem[], { query, name, pim }: PageOptions): Answer => {
  for (const parameter of ['page', 'limit']) {
    const value = query.get(parameter)
    if (value !== null && !/^[1-9]\d{0,8}$/.test(value)) {
      return pimError(422, `"${value}" is not a valid ${parameter} number.`)
    }
  }
  const page = Number(query.get('page') ?? 1)
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT)
  if (limit > MAX_LIMIT) return pimError(422, texts.tooManyItems)

  const own = `https://${pim.host}`
  const urlOf = (origin: string, path: string) => `${origin}/api/rest/v1/${path}`
  const link = (number: number, origin = own) => {
    const parameters = new URLSearchParams(query)
    parameters.set('page', String(number))
    parameters.set('limit', String(limit))
    return { href: `${urlOf(origin, name)}?${parameters}` }
  }
  const shown = items.slice((page - 1) * limit, page * limit)
  const hasNext = page * limit < items.length
  return jsonAnswer(200, {
    _links: {
      self: link(page),
      first: link(1),
      ...(page > 1 && { previous: link(page - 1) }),
      ...(hasNext && { next: link(page + 1, pim.nextLinkOrigin ?? own) }),
    },
    current_page: page,
    ...(query.get('with_count') === 'true' && { items_count: items.length }),
    _embedded: {
      items: shown.map((item) => ({
        _links: { self: { href: urlOf(own, `${name}/${encodeURIComponent(item.code)}`) } },
        ...item,
      })),
    },
  })
}
