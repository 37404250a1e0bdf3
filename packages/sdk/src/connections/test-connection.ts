import { type ConnectionRecord, GrantRefusedError, type TestResult } from '@connform/core'
import { currentGrant, type Wanted } from '../grants/current-grant.ts'
import { grantMethod } from '../grants/obtain-grant.ts'
import type { TestOptions } from './connections.ts'
import { type Context, findRecord, SYSTEM } from './context.ts'
import { sameSubject } from './edit-secrets.ts'
import { rewriteConnection } from './rewrite-connection.ts'
import { runTest, scopesOf } from './run-test.ts'
import { openSecrets } from './secret-set.ts'
import { statusAfter } from './status-after.ts'
import { grantTest } from './verify.ts'

/** Tests a saved connection and stores what came of it. A test that was stopped says nothing, so it is not stored. */
export async function testConnection(context: Context, id: string, options: TestOptions): Promise<TestResult> {
  const found = await findRecord(context, id)
  const adapter = context.definitions.adapter(found.definition)
  scopesOf(adapter.definition, options.profile)
  const byGrant = grantMethod(adapter, found.authType) !== undefined
  const { record, result } = byGrant
    ? await testWithGrant(context, found, options)
    : { record: found, result: await testAsTyped(context, found, options) }
  if (options.signal?.aborted === true) return result
  // A test that says what the one before said is no news; a person's own is recorded all the same.
  const isNews = context.actor !== SYSTEM || record.lastTest?.cause !== result.cause
  await rewriteConnection(context, record, {
    isEdit: false,
    ...(isNews ? { action: 'connection.tested' } : {}),
    change: async (latest) =>
      (await sameSubject(context, record, latest))
        ? { status: statusAfter(latest.status, result), lastTest: result }
        : undefined,
  })
  return result
}

/** Signs with what the form holds. */
async function testAsTyped(context: Context, record: ConnectionRecord, options: TestOptions): Promise<TestResult> {
  const { authType, values } = record
  const credentials = { authType, values, secrets: await openSecrets(context, record) }
  return runTest(context, { adapter: context.definitions.adapter(record.definition), credentials }, options)
}

/** A result, and the connection it is about. */
interface Tested {
  readonly record: ConnectionRecord
  readonly result: TestResult
}

/** Signs with the connection's token; one that the provider no longer takes is renewed, and tested once more. */
async function testWithGrant(context: Context, record: ConnectionRecord, options: TestOptions): Promise<Tested> {
  const startedAt = context.clock()
  const adapter = context.definitions.adapter(record.definition)
  const { signal } = options
  const testGranted = async (refused: Pick<Wanted, 'refused'>) => {
    const stop = signal === undefined ? {} : { signal }
    const used = await currentGrant(context, record, { adapter, isAsked: true, ...stop, ...refused })
    const { authType, values } = used.record
    const credentials = { authType, values, secrets: { token: used.grant.accessToken } }
    return { ...used, result: await runTest(context, { adapter, credentials }, options) }
  }
  try {
    const first = await testGranted({})
    return isRefused(first.result) ? await testGranted({ refused: first.sealed }) : first
  } catch (error) {
    if (!(error instanceof GrantRefusedError)) throw error
    const { reason: cause, message, hint } = error
    const failure = { cause, message, hints: hint === undefined ? [] : [hint] }
    return { record, result: grantTest(context, { failure }, startedAt) }
  }
}

const isRefused = ({ cause }: TestResult): boolean => cause === 'bad_credentials' || cause === 'expired'
