import { isWireFault } from '../faults/fault.ts'
import { misbehave } from '../faults/misbehave.ts'
import { type Answer, sendAnswer, withHeaders } from '../http/answer.ts'
import type { Handler } from '../http/listen.ts'
import { readRequest } from '../http/read-request.ts'
import type { RequestLog } from '../http/request-log.ts'
import { gatewayAnswers } from './answers.ts'
import type { AuthorisedCall } from './call.ts'
import { faultAnswer } from './fault-answers.ts'
import { routeFinder } from './find-route.ts'
import { identify } from './gateway.ts'
import { rateHeaders } from './rate-window.ts'
import { answerOfResource } from './resource.ts'
import type { StoreRecords } from './store-records.ts'
import { isTokenRight, type World } from './world.ts'

export const API_HOST = 'api.bigcommerce.com'

/**
 * The REST API at api.bigcommerce.com, in the order in which it decides: the route, the token, the store, a fault (if
 * one is in force), the quota, the scope, the media types, the resource.
 */
export const bigcommerceApi = (world: World, log: RequestLog): Handler => {
  const findRoute = routeFinder()
  return async (message, response, signal) => {
    const hash = /^\/stores\/([^/?]+)/.exec(message.url ?? '')?.[1]
    const tokenRight = isTokenRight(world, message.headers['x-auth-token']?.toString(), hash)
    log.add(message, response, { host: API_HOST, tokenRight })

    const call = findRoute(await readRequest(message))
    if (!call) return sendAnswer(response, gatewayAnswers.routeNotFound)
    const caller = identify(call, world)
    if ('refusal' in caller) return sendAnswer(response, caller.refusal)

    const { store, token } = caller
    const records = world.records.get(store.hash) ?? missingRecords(store.hash)
    const { storefrontTokens, ledger } = world
    const authorised = { ...call, store, token, records, now: world.clock(), storefrontTokens, ledger }
    const usualAnswer = (): Answer => withinQuota(authorised, world)
    const fault = world.faults.take([token.accessToken, store.hash], call.path)
    if (!fault) return sendAnswer(response, usualAnswer())
    if (isWireFault(fault)) return misbehave(fault, { response, signal, usualAnswer })
    sendAnswer(response, faultAnswer(fault, authorised, world) ?? usualAnswer())
  }
}

/** Counts the call against the store's quota, and adds the rate-limit headers to whatever is answered. */
const withinQuota = (call: AuthorisedCall, world: World): Answer => {
  const window = world.rateWindows.get(call.store.hash)
  if (!window) return answerOfResource(call)
  const state = window.count(world.clock().getTime())
  const headers = rateHeaders(state)
  if (!state.exceeded) return withHeaders(answerOfResource(call), headers)
  const retryAfterSeconds = Math.ceil(state.resetMs / 1000)
  return withHeaders(gatewayAnswers.tooManyRequests, { ...headers, 'X-Retry-After': String(retryAfterSeconds) })
}

const missingRecords = (hash: string): StoreRecords => {
  throw new Error(`The sandbox holds no records of store ${hash}.`)
}
