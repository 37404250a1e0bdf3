import { type Answer, emptyAnswer, jsonAnswer } from '../http/answer.ts'
import { v2Error, v3Error } from './answers.ts'

interface Page {
  readonly page: number
  readonly limit: number
}

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 250

/** One page of a V3 list, with `meta.pagination`. */
export const v3List = (items: readonly unknown[], query: URLSearchParams): Answer => {
  const wrong = wrongParameter(query)
  if (wrong) {
    const said = `Query parameter "${wrong.name}" value must be integer. For input string: "${wrong.value}".`
    return v3Error(422, said)
  }
  const page = pageOf(query)
  const data = slice(items, page)
  const totalPages = Math.max(1, Math.ceil(items.length / page.limit))
  const link = (number: number): string => `?page=${number}&limit=${page.limit}`
  const pagination = {
    total: items.length,
    count: data.length,
    per_page: page.limit,
    current_page: page.page,
    total_pages: totalPages,
    links: {
      ...(page.page > 1 && { previous: link(page.page - 1) }),
      current: link(page.page),
      ...(page.page < totalPages && { next: link(page.page + 1) }),
    },
  }
  return jsonAnswer(200, { data, meta: { pagination } })
}

/** One V3 resource, or 404 where there is none. */
export const v3Item = (item: unknown): Answer =>
  item === undefined ? v3Error(404, 'Not found') : jsonAnswer(200, { data: item, meta: {} })

/** One page of a V2 list: a bare array, or 204 without a body where it would be empty. */
export const v2List = (items: readonly unknown[], query: URLSearchParams): Answer => {
  const wrong = wrongParameter(query)
  if (wrong) return v2Error(400, `The field '${wrong.name}' is invalid.`)
  const data = slice(items, pageOf(query))
  return data.length === 0 ? emptyAnswer : jsonAnswer(200, data)
}

const wrongParameter = (query: URLSearchParams): { name: string; value: string } | undefined => {
  for (const name of ['limit', 'page']) {
    const value = query.get(name)
    if (value !== null && !/^\d{1,9}$/.test(value)) return { name, value }
  }
  return undefined
}

const pageOf = (query: URLSearchParams): Page => ({
  page: Math.max(1, Number(query.get('page') ?? 1)),
  limit: Math.min(MAX_LIMIT, Number(query.get('limit') ?? 0) || DEFAULT_LIMIT),
})

const slice = (items: readonly unknown[], { page, limit }: Page): readonly unknown[] =>
  items.slice((page - 1) * limit, page * limit)
