import type { FastifyRequest } from 'fastify'

/** A `Link` header to the page after this one; nothing after the last. RFC 8288 */
export function nextLink(
  request: FastifyRequest,
  parameter: string,
  next: string | number | undefined,
): Readonly<Record<string, string>> {
  if (next === undefined) return {}
  const [path = '', query = ''] = request.url.split('?')
  const search = new URLSearchParams(query)
  search.set(parameter, String(next))
  return { link: `<${path}?${search}>; rel="next"` }
}
