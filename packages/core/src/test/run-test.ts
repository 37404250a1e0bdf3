import type { TestStep } from '../definition.ts'
import { isTransportError } from '../errors.ts'
import type { Credentials, TestContext, TestResult } from '../ports.ts'
import { probeScopes, type ScopeReport } from './probe-scopes.ts'
import { type Finding, memberAt, readAnswer } from './read-answer.ts'
import { type Subject, sendSigned } from './send-signed.ts'
import { transportFailure } from './transport-causes.ts'

/**
 * Tests a connection as its definition says: each step is one real request, signed by the code that signs production
 * requests, until one of them concludes. Then looks for the required scopes. A failure of the network is a result too.
 */
export async function runTest(subject: Subject, credentials: Credentials, context: TestContext): Promise<TestResult> {
  const startedAt = context.clock()
  const { finding, step, status } = await runSteps(subject, credentials, context)
  const rules = subject.definition.scopes
  const asked = finding.cause === 'ok' && rules !== undefined && (context.requiredScopes?.length ?? 0) > 0
  const scopes = asked ? await probeScopes(subject, credentials, { rules, context }) : undefined
  const verdict = scopes !== undefined && scopes.missing.length > 0 ? lackingScopes(subject, scopes) : finding
  const account =
    finding.cause === 'ok' && step?.account !== undefined ? accountOf(step.account, finding.json) : undefined
  return {
    ok: verdict.cause === 'ok',
    cause: verdict.cause,
    message: verdict.message,
    hints: verdict.hints,
    ...(status === undefined ? {} : { httpStatus: status }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(account === undefined ? {} : { account }),
    durationMs: Math.max(0, context.clock().getTime() - startedAt.getTime()),
    testedAt: startedAt.toISOString(),
  }
}

interface Conclusion {
  readonly finding: Finding
  readonly step: TestStep | undefined
  readonly status: number | undefined
}

async function runSteps(subject: Subject, credentials: Credentials, context: TestContext): Promise<Conclusion> {
  const { steps, answers } = subject.definition.test
  let conclusion: Conclusion = { finding: noSteps, step: undefined, status: undefined }
  for (const [index, step] of steps.entries()) {
    const { id, title } = step
    context.onStep?.({ id, title, state: 'started' })
    const { finding, status } = await runStep(subject, credentials, { step, context, answers })
    conclusion = { finding, step, status }
    const goOn = index < steps.length - 1 && (step.orNextOn ?? []).includes(finding.cause)
    context.onStep?.({ id, title, state: finding.cause === 'ok' ? 'passed' : goOn ? 'skipped' : 'failed' })
    if (!goOn) break
  }
  return conclusion
}

const noSteps: Finding = Object.freeze({
  cause: 'unexpected_answer',
  message: 'This kind of connection says no way to test it.',
  hints: [],
})

interface Running {
  readonly step: TestStep
  readonly context: TestContext
  readonly answers: Parameters<typeof readAnswer>[2]['answers']
}

async function runStep(
  subject: Subject,
  credentials: Credentials,
  { step, context, answers }: Running,
): Promise<{ finding: Finding; status: number | undefined }> {
  try {
    const answer = await sendSigned(subject, credentials, { call: step, context })
    return { finding: readAnswer(answer, step, { answers, values: credentials.values }), status: answer.status }
  } catch (error) {
    if (!isTransportError(error)) throw error
    return { finding: transportFailure(error), status: undefined }
  }
}

function lackingScopes({ definition }: Subject, report: ScopeReport): Finding {
  const names = report.missing.map((id) => {
    const scope = definition.scopes?.catalogue.find((candidate) => candidate.id === id)
    return scope === undefined ? id : `${scope.name} (${scope.access})`
  })
  return {
    cause: 'missing_scope',
    message: `The connection works, but lacks the scope${names.length === 1 ? '' : 's'} ${names.join(', ')}.`,
    hints: ['Grant what is missing where the credentials were made, or make new ones that have it and enter those.'],
  }
}

function accountOf(wanted: Readonly<Record<string, string>>, json: unknown): Record<string, string | number | boolean> {
  const account: Record<string, string | number | boolean> = {}
  for (const [name, path] of Object.entries(wanted)) {
    const value = memberAt(json, path)
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') account[name] = value
  }
  return account
}
