import type { AnswerFault } from '../faults/fault.ts'
import { type Answer, emptyAnswer, jsonAnswer, withHeaders } from '../http/answer.ts'
import { gatewayAnswers, redirectAnswer, v2Error, v3Error, wrongStoreAnswer } from './answers.ts'
import type { AuthorisedCall } from './call.ts'
import { storeInformation } from './content/store-information.ts'
import { rateHeaders } from './rate-window.ts'
import type { World } from './world.ts'

type FaultAnswers = {
  /** Undefined where the fault has nothing to do with this call. */
  readonly [Kind in AnswerFault['kind']]: (
    fault: Extract<AnswerFault, { kind: Kind }>,
    call: AuthorisedCall,
    world: World,
  ) => Answer | undefined
}

const DEFAULT_WAIT_SECONDS = 15

const answers: FaultAnswers = {
  'revoked-token': () => gatewayAnswers.unauthorised,
  'wrong-store': ({ status = 401, title }) => wrongStoreAnswer(status, title),
  suspended: () => gatewayAnswers.storeUnavailable,
  'rate-limited': (
    { retryAfterSeconds = DEFAULT_WAIT_SECONDS, resetMs = DEFAULT_WAIT_SECONDS * 1000 },
    { store: { rateLimit } },
  ) =>
    withHeaders(gatewayAnswers.tooManyRequests, {
      ...(rateLimit && rateHeaders({ limit: rateLimit, requestsLeft: 0, resetMs })),
      'X-Retry-After': String(retryAfterSeconds),
    }),
  overloaded: () => gatewayAnswers.tooManyRequests,
  'login-page': () => gatewayAnswers.loginPage,
  empty: () => emptyAnswer,
  redirect: ({ status = 302, location }, { request }, { otherHostUrl }) =>
    redirectAnswer(status, location ?? `${otherHostUrl}${request.path}`),
  'server-error': ({ status = 500 }, { path }) =>
    path.startsWith('/v2/') ? v2Error(status, 'Internal Server Error') : v3Error(status, 'Internal Server Error'),
  'other-account': (_fault, { path, store }) =>
    path === '/v2/store' ? jsonAnswer(200, storeInformation({ ...store, hash: 'z0therst0r' })) : undefined,
}

/** What is answered under `fault`. */
export const faultAnswer = <Kind extends AnswerFault['kind']>(
  fault: Extract<AnswerFault, { kind: Kind }>,
  call: AuthorisedCall,
  world: World,
): Answer | undefined => answers[fault.kind as Kind](fault, call, world)
