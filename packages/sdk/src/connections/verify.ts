import type { Grant, GrantOutcome, Issue, TestResult } from '@connform/core'
import { grantMethod, obtainGrant } from '../grants/obtain-grant.ts'
import { orRevoke, revokeGrant } from '../grants/revoke-grant.ts'
import { unknownClient } from '../oauth/unknown-client.ts'
import type { CreateOptions } from './connections.ts'
import type { Context } from './context.ts'
import { runTest, type Subject, scopesOf } from './run-test.ts'
import { testIssue } from './test-issue.ts'

/** What came of the test before a save. */
export interface Verdict {
  /** Undefined where no test was made. */
  readonly test: TestResult | undefined
  /** Why nothing may be stored, as an issue of the form. */
  readonly refusal: Issue | undefined
  /** The token that the test was made with, where the auth type issues one. */
  readonly grant: Grant | undefined
}

const untested: Verdict = Object.freeze({ test: undefined, refusal: undefined, grant: undefined })

/** True for an auth type whose first token only a person can grant: there is nothing to test before. */
export const waitsForPerson = ({ adapter, credentials }: Subject): boolean =>
  grantMethod(adapter, credentials.authType)?.kind === 'oauth2'

/** Makes the test that `options.verify` asks for. A test that was stopped says nothing, so nothing is stored on it. */
export async function verify(context: Context, subject: Subject, options: CreateOptions): Promise<Verdict> {
  const { definition } = subject.adapter
  if (options.verify === 'skip' || waitsForPerson(subject)) {
    scopesOf(definition, options.profile)
    return { ...untested, refusal: waitsForPerson(subject) ? await unknownClient(context, subject) : undefined }
  }
  const { test, grant } = await testAnew(context, subject, options)
  const refused = !test.ok && (options.verify !== 'report' || options.signal?.aborted === true)
  if (!refused) return { test, refusal: undefined, grant }
  // A token that was issued for a test must not live on for nobody.
  if (grant !== undefined) await revokeGrant(context, subject, grant)
  return { test, refusal: testIssue(definition, subject.credentials.authType, test), grant: undefined }
}

/** Gets a token first where the auth type issues one, and tests with it. */
async function testAnew(
  context: Context,
  subject: Subject,
  options: CreateOptions,
): Promise<{ test: TestResult; grant: Grant | undefined }> {
  const { adapter, credentials } = subject
  if (grantMethod(adapter, credentials.authType) === undefined) {
    return { test: await runTest(context, subject, options), grant: undefined }
  }
  scopesOf(adapter.definition, options.profile)
  const startedAt = context.clock()
  const outcome = await obtainGrant(context, subject, options.signal === undefined ? {} : { signal: options.signal })
  if (!outcome.ok) return { test: grantTest(context, outcome, startedAt), grant: undefined }
  const { grant } = outcome
  const signing = { adapter, credentials: withToken(credentials, grant) }
  return { test: await orRevoke(context, { subject, grant }, () => runTest(context, signing, options)), grant }
}

/** A refused token as the result of a test. */
export function grantTest(
  { clock }: Pick<Context, 'clock'>,
  { failure, httpStatus }: Omit<Extract<GrantOutcome, { ok: false }>, 'ok'>,
  startedAt: Date,
): TestResult {
  return {
    ok: false,
    cause: failure.cause,
    message: failure.message,
    hints: failure.hints,
    ...(httpStatus === undefined ? {} : { httpStatus }),
    durationMs: Math.max(0, clock().getTime() - startedAt.getTime()),
    testedAt: startedAt.toISOString(),
  }
}

/** Credentials that sign with a token. */
export const withToken = (credentials: Subject['credentials'], { accessToken }: Grant): Subject['credentials'] => ({
  ...credentials,
  secrets: { ...credentials.secrets, token: accessToken },
})
