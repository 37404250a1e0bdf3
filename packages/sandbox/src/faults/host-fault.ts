import { type Answer, emptyAnswer, sendAnswer, withHeaders } from '../http/answer.ts'
import { type AnswerFault, type Fault, isWireFault } from './fault.ts'
import { misbehave, type Scene } from './misbehave.ts'

/** How one host words what goes wrong. */
export interface HostVoice {
  error(status: number, text: string): Answer
  /** Name of the header that says how many seconds to wait. */
  readonly retryAfterHeader: string
  readonly loginPage: Answer
  redirect(status: number, location: string): Answer
  /** Faults that are about this host's own tokens; without an answer here they change nothing. */
  readonly own?: { readonly [Kind in AnswerFault['kind']]?: Answer }
}

export interface FaultyHost {
  readonly voice: HostVoice
  /** Where the redirect fault leads unless it says otherwise. */
  readonly elsewhere: string
}

type HostFaultAnswers = {
  readonly [Kind in AnswerFault['kind']]?: (fault: Extract<AnswerFault, { kind: Kind }>, host: FaultyHost) => Answer
}

const DEFAULT_WAIT_SECONDS = 15
const TOO_MANY = 'Too many requests'

const answers: HostFaultAnswers = {
  suspended: (_fault, { voice }) => voice.error(503, 'Service Unavailable'),
  'rate-limited': ({ retryAfterSeconds = DEFAULT_WAIT_SECONDS }, { voice }) =>
    withHeaders(voice.error(429, TOO_MANY), { [voice.retryAfterHeader]: String(retryAfterSeconds) }),
  overloaded: (_fault, { voice }) => voice.error(429, TOO_MANY),
  'login-page': (_fault, { voice }) => voice.loginPage,
  empty: () => emptyAnswer,
  redirect: ({ status = 302, location }, { voice, elsewhere }) => voice.redirect(status, location ?? elsewhere),
  'server-error': ({ status = 500 }, { voice }) => voice.error(status, 'Internal Server Error'),
}

/** Plays `fault`, or answers as usual where there is none or it is none of this host's. */
export const answerUnderFault = async (fault: Fault | undefined, scene: Scene, host: FaultyHost): Promise<void> => {
  if (fault && isWireFault(fault)) return misbehave(fault, scene)
  sendAnswer(scene.response, (fault && answerOf(fault, host)) ?? scene.usualAnswer())
}

const answerOf = <Kind extends AnswerFault['kind']>(
  fault: Extract<AnswerFault, { kind: Kind }>,
  host: FaultyHost,
): Answer | undefined => host.voice.own?.[fault.kind as Kind] ?? answers[fault.kind as Kind]?.(fault, host)
