import type { ApiRequest } from '../http/read-request.ts'
import type { Call } from './call.ts'
import { type Route, routes } from './routes.ts'

const placeholders: Readonly<Record<string, string>> = { id: '(?<id>\\d+)', key: '(?<key>[^/]+)' }

/** Any hash passes here: the route is resolved before the store. */
const patternOf = ({ path }: Route): RegExp =>
  new RegExp(`^/stores/(?<hash>[^/]+)(?<path>${path.replace(/\{(\w+)\}/g, (_, name) => placeholders[name] ?? name)})$`)

/** A function that finds the route of a request; undefined where the path or the method is not served. */
export const routeFinder = (): ((request: ApiRequest) => Call | undefined) => {
  const table = routes.map((route) => ({ route, pattern: patternOf(route) }))
  return (request) => {
    // RFC 9110 section 9.3.2: a HEAD is a GET without the body.
    const method = request.method === 'HEAD' ? 'GET' : request.method
    for (const { route, pattern } of table) {
      const groups = route.method === method ? pattern.exec(request.path)?.groups : undefined
      if (!groups) continue
      const { hash = '', path = '', ...parameters } = groups
      return { request, route, hash, path, parameters, accessToken: accessTokenOf(request) }
    }
    return undefined
  }
}

const accessTokenOf = ({ headers }: ApiRequest): string | null => {
  const header = headers['x-auth-token']
  return header === undefined ? null : String(header)
}
