import { answerUnderFault, type HostVoice } from '../faults/host-fault.ts'
import { acceptedType } from '../http/accepted-type.ts'
import { type Answer, jsonAnswer, textAnswer, withHeaders } from '../http/answer.ts'
import { grantTypeOf } from '../http/grant-type.ts'
import type { Handler } from '../http/listen.ts'
import { type ApiRequest, readRequest } from '../http/read-request.ts'
import type { RequestLog } from '../http/request-log.ts'
import { notAcceptable, pimError, texts } from './answers.ts'
import { apiOverview } from './content/api-overview.ts'
import type { Pims } from './pim.ts'
import type { PimFixture } from './pim-fixture.ts'
import { answerOfResource } from './resources.ts'
import { issuePimTokens } from './token-endpoint.ts'

const TOKEN_PATH = '/api/oauth/v1/token'
const API_PATH = '/api/rest/v1'

const voice: HostVoice = {
  error: pimError,
  retryAfterHeader: 'Retry-After',
  loginPage: textAnswer(
    200,
    '<!DOCTYPE html><html><body><form action="/user/login"></form></body></html>',
    'text/html; charset=utf-8',
  ),
  redirect: (status, location) => withHeaders(textAnswer(status, 'Redirecting'), { Location: location }),
  own: { 'revoked-token': pimError(401, texts.invalidToken) },
}

/** The hosts of the PIMs: each its token endpoint and, of its REST API, what a setup needs. */
export const pimHosts = (pims: Pims, log: RequestLog): ((host: string) => Handler | undefined) => {
  return (host) => {
    if (!pims.byHost.has(host)) return undefined
    return async (message, response, signal) => {
      const tokenRight = refusalOfToken(message.headers.authorization, host, pims) === undefined
      const noteGrant = log.add(message, response, { host, tokenRight })
      const request = await readRequest(message)
      if (request.path === TOKEN_PATH) noteGrant(grantTypeOf(request))
      const usualAnswer = (): Answer => answerOf(request, host, pims)
      const fault = pims.faults.take([host], request.path)
      return answerUnderFault(
        fault,
        { response, signal, usualAnswer },
        { voice, elsewhere: pims.otherHostUrl + request.path },
      )
    }
  }
}

const answerOf = (request: ApiRequest, host: string, pims: Pims): Answer => {
  const pim = pims.byHost.get(host)
  const { method, path, headers } = request
  if (!pim || !(path === TOKEN_PATH || path.startsWith(API_PATH))) return pimError(404, 'Not found')
  if (path === TOKEN_PATH) {
    return method === 'POST' ? issuePimTokens(request, pim, pims) : pimError(405, 'Method Not Allowed')
  }
  if (method !== 'GET' && method !== 'HEAD') return pimError(405, 'Method Not Allowed')
  if (acceptedType(headers.accept ?? '*/*', ['application/json']) === undefined) {
    return notAcceptable(headers.accept ?? '')
  }
  const open = openAnswer(path, pim)
  if (open) return open
  const refusal = refusalOfToken(headers.authorization, host, pims)
  if (refusal !== undefined) return pimError(401, refusal)
  return pim.apiAccess ? answerOfResource(request, path.slice(API_PATH.length), pim) : pimError(403, texts.noApiAccess)
}

/** The two routes that need no token. */
const openAnswer = (path: string, { host, version, edition }: PimFixture): Answer | undefined => {
  if (path === API_PATH) return jsonAnswer(200, apiOverview(host))
  return path === `${API_PATH}/system-information` ? jsonAnswer(200, { version, edition }) : undefined
}

/** Why a bearer token is refused, or undefined for one that is good for this PIM. */
const refusalOfToken = (
  authorization: string | undefined,
  host: string,
  { ledger, byHost }: Pims,
): string | undefined => {
  const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) return texts.authenticationRequired
  const found = ledger.find(token)
  if (found?.kind !== 'pim-access' || found.owner !== host) return texts.invalidToken
  if (found.revoked || byHost.get(host)?.connectionDeleted !== false) return texts.invalidToken
  return found.expired ? texts.expiredToken : undefined
}
