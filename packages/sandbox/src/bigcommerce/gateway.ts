import type { Answer } from '../http/answer.ts'
import { gatewayAnswers, wrongStoreAnswer } from './answers.ts'
import type { Call } from './call.ts'
import type { StoreFixture, TokenFixture } from './store-fixture.ts'
import type { World } from './world.ts'

/** The answer to a call that may not pass, or undefined for one that may. */
type Check = (call: Call, world: World) => Answer | undefined

const tokenIsGiven: Check = ({ accessToken }) => (accessToken === null ? gatewayAnswers.tokenRequired : undefined)

const tokenIsWellFormed: Check = ({ accessToken }) => (accessToken === '' ? gatewayAnswers.tokenMalformed : undefined)

/** Says nothing about the store: an unknown token is refused the same with any hash. */
const tokenIsKnown: Check = ({ accessToken }, { tokens, revoked }) =>
  !tokens.has(accessToken ?? '') || revoked.has(accessToken ?? '') ? gatewayAnswers.unauthorised : undefined

/** `store-abc123` in place of `abc123` is answered as if a scope were missing. */
const hashIsWellFormed: Check = ({ hash }) => (/^[a-z0-9]+$/i.test(hash) ? undefined : gatewayAnswers.missingScope)

const tokenIsOfThisStore: Check = ({ accessToken, hash }, { tokens, wrongStoreStatus }) =>
  tokens.get(accessToken ?? '')?.store.hash === hash ? undefined : wrongStoreAnswer(wrongStoreStatus)

/** In the order the gateway looks: the token first, then the store. */
const checks: readonly Check[] = [tokenIsGiven, tokenIsWellFormed, tokenIsKnown, hashIsWellFormed, tokenIsOfThisStore]

/** Who is asking and for which store, or the answer that refuses the call. `Authorization` is never looked at. */
export const identify = (
  call: Call,
  world: World,
): { readonly store: StoreFixture; readonly token: TokenFixture } | { readonly refusal: Answer } => {
  for (const check of checks) {
    const refusal = check(call, world)
    if (refusal) return { refusal }
  }
  return world.tokens.get(call.accessToken ?? '') ?? { refusal: gatewayAnswers.unauthorised }
}
