import type { ConnectionRecord, TestResult } from '@connform/core'
import type { TestOptions } from './connections.ts'
import { type Context, findRecord } from './context.ts'
import { sameRequests } from './edit-secrets.ts'
import { rewriteConnection } from './rewrite-connection.ts'
import { runTest } from './run-test.ts'
import { openSecrets } from './secret-set.ts'
import { statusAfter } from './status-after.ts'

/** Tests a saved connection and stores what came of it. A test that was stopped says nothing, so it is not stored. */
export async function testConnection(context: Context, id: string, options: TestOptions): Promise<TestResult> {
  const { vault, definitions } = context
  const record = await findRecord(context, id)
  const adapter = definitions.adapter(record.definition)
  const { authType, values } = record
  const credentials = { authType, values, secrets: await openSecrets(vault, record) }
  const result = await runTest(context, { adapter, credentials }, options)
  if (options.signal?.aborted === true) return result
  await rewriteConnection(context, record, (latest) =>
    isSameSubject(record, latest) ? { status: statusAfter(latest.status, result), lastTest: result } : undefined,
  )
  return result
}

/** Whether what was tested is still what is stored. */
const isSameSubject = (tested: ConnectionRecord, latest: ConnectionRecord): boolean =>
  tested.sealed === latest.sealed && sameRequests(tested.values, latest.values)
