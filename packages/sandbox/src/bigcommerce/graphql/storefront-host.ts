import { answerUnderFault, type HostVoice } from '../../faults/host-fault.ts'
import { type Answer, jsonAnswer, sendAnswer, textAnswer, withHeaders } from '../../http/answer.ts'
import type { Handler } from '../../http/listen.ts'
import { type ApiRequest, readRequest } from '../../http/read-request.ts'
import type { RequestLog } from '../../http/request-log.ts'
import { gatewayAnswers, redirectAnswer } from '../answers.ts'
import type { World } from '../world.ts'
import { presentedToken } from './credentials.ts'
import { errorsAnswer, runQuery } from './run-query.ts'
import { storefrontSchema } from './schema.ts'
import { STOREFRONT_DOMAIN, type Storefront, storefrontAt } from './storefronts.ts'

const GRAPHQL_PATH = '/graphql'

const voice: HostVoice = {
  error: (status, text) => textAnswer(status, text),
  retryAfterHeader: 'X-Retry-After',
  loginPage: gatewayAnswers.loginPage,
  redirect: redirectAnswer,
  own: {
    'revoked-token': errorsAnswer(401, 'Unknown JWT token'),
    'wrong-store': errorsAnswer(401, "GraphQL invalid credentials. JWT store id doesn't match store id of the URL"),
  },
}

/**
 * The hosts of `*.mybigcommerce.com`: the GraphQL Storefront API and `/admin/oauth/info`, which tells a store's hash.
 * `host` is how the caller was sent here; a `Host` header of that domain says it better.
 */
export const storefrontHosts = (world: World, log: RequestLog): ((host: string) => Handler | undefined) => {
  const schema = storefrontSchema()
  return (hostInPath) => {
    if (hostInPath !== STOREFRONT_DOMAIN && !hostInPath.endsWith(`.${STOREFRONT_DOMAIN}`)) return undefined
    return async (message, response, signal) => {
      const named = message.headers.host?.toLowerCase() ?? ''
      const host = named.endsWith(`.${STOREFRONT_DOMAIN}`) ? named : hostInPath
      const storefront = storefrontAt(host, world)
      const tokenRight = storefront !== undefined && !('refusal' in presentedToken(message.headers, storefront, world))
      log.add(message, response, { host, tokenRight })

      const request = await readRequest(message)
      if (!storefront) return sendAnswer(response, noStore)
      if (request.path === '/admin/oauth/info') {
        return sendAnswer(response, jsonAnswer(200, { store_hash: storefront.store.hash }))
      }
      if (request.path !== GRAPHQL_PATH || request.method !== 'POST') return sendAnswer(response, noStore)
      const usualAnswer = (): Answer => answerOf(request, { storefront, world, schema })
      const fault = tokenRight ? world.faults.take([storefront.store.hash], GRAPHQL_PATH) : undefined
      return answerUnderFault(
        fault,
        { response, signal, usualAnswer },
        { voice, elsewhere: world.otherHostUrl + request.path },
      )
    }
  }
}

interface Served {
  readonly storefront: Storefront
  readonly world: World
  readonly schema: ReturnType<typeof storefrontSchema>
}

const answerOf = (request: ApiRequest, { storefront, world, schema }: Served): Answer => {
  const presented = presentedToken(request.headers, storefront, world)
  if ('refusal' in presented) return errorsAnswer(401, presented.refusal)
  const { issued: token, claims } = presented
  const answer = runQuery(request, schema, { token, storefront, world, customerId: customerIdOf(request) })
  const { origin } = request.headers
  if (origin === undefined || !claims.cors.includes(origin)) return answer
  return withHeaders(answer, { 'Access-Control-Allow-Origin': origin })
}

const customerIdOf = ({ headers }: ApiRequest): number | null => {
  const id = headers['x-bc-customer-id']?.toString() ?? ''
  return /^\d+$/.test(id) ? Number(id) : null
}

const noStore = textAnswer(404, '<!DOCTYPE html><html><body>Not found</body></html>', 'text/html; charset=utf-8')
