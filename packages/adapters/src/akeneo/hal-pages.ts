import { type ConnformError, memberAt, type PageRules, UnexpectedAnswerError } from '@connform/core'

/**
 * How the PIM's lists go on: entries in `_embedded.items`, the next page at `_links.next`. The link is absolute, and a
 * signed request follows it only to the origin it came from; half a list must not pass for the whole.
 * https://api.akeneo.com/documentation/pagination.html
 */
export const halPages: PageRules = Object.freeze<PageRules>({
  itemsOf: (data) => {
    const items = memberAt(data, '_embedded.items')
    return Array.isArray(items) ? items : undefined
  },
  nextPath: ({ data, baseUrl }) => {
    const link = memberAt(data, '_links.next.href')
    if (typeof link !== 'string') return undefined
    const base = URL.parse(baseUrl)
    const next = URL.parse(link, baseUrl)
    if (base === null || next === null || next.origin !== base.origin) throw elsewhere()
    return next.pathname + next.search
  },
})

const elsewhere = (): ConnformError =>
  new UnexpectedAnswerError(
    200,
    'The next page of this list lies at another address than the connection, to which no token is sent.',
    'Give the connection the address that the PIM uses in its own links, or have the links of the PIM corrected.',
  )
