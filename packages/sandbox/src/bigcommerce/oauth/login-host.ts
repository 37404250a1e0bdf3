import { answerUnderFault, type HostVoice } from '../../faults/host-fault.ts'
import { type Answer, textAnswer } from '../../http/answer.ts'
import { grantTypeOf } from '../../http/grant-type.ts'
import type { Handler } from '../../http/listen.ts'
import { type ApiRequest, readRequest } from '../../http/read-request.ts'
import type { RequestLog } from '../../http/request-log.ts'
import { gatewayAnswers, redirectAnswer } from '../answers.ts'
import type { World } from '../world.ts'
import { authorize, install } from './authorize.ts'
import { exchangeCode } from './exchange-code.ts'

export const LOGIN_HOST = 'login.bigcommerce.com'
const TOKEN_PATH = '/oauth2/token'
const LOGIN_URL = `https://${LOGIN_HOST}/login`

const voice: HostVoice = {
  error: (status, text) => textAnswer(status, text),
  retryAfterHeader: 'X-Retry-After',
  loginPage: gatewayAnswers.loginPage,
  redirect: redirectAnswer,
}

/** login.bigcommerce.com: consent, installs and tokens. Whatever else is asked for leads to the login. */
export const loginHost = (world: World, log: RequestLog): Handler => {
  return async (message, response, signal) => {
    const noteGrant = log.add(message, response, { host: LOGIN_HOST, tokenRight: false })
    const request = await readRequest(message)
    if (request.path === TOKEN_PATH) noteGrant(grantTypeOf(request))
    const usualAnswer = (): Answer => answerOf(request, world)
    const fault = world.faults.take([LOGIN_HOST], request.path)
    return answerUnderFault(
      fault,
      { response, signal, usualAnswer },
      { voice, elsewhere: world.otherHostUrl + request.path },
    )
  }
}

const answerOf = (request: ApiRequest, world: World): Answer => {
  const { method, path } = request
  const installed = /^\/app\/([^/]+)\/install$/.exec(path)?.[1]
  if (method === 'POST' && path === TOKEN_PATH) return exchangeCode(request, world)
  if (pageMethods.includes(method) && path === '/oauth2/authorize') return authorize(request, world)
  if (pageMethods.includes(method) && installed !== undefined) return install(request, installed, world)
  return redirectAnswer(302, LOGIN_URL)
}

const pageMethods: readonly string[] = ['GET', 'HEAD', 'POST']
