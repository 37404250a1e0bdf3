import type { ConnectionRecord, TestResult } from '@connform/core'
import type { TestOptions } from './connections.ts'
import { type Context, findRecord } from './context.ts'
import { rewriteConnection } from './rewrite-connection.ts'
import { runTest } from './run-test.ts'
import { openSecrets } from './secret-set.ts'
import { statusAfter } from './status-after.ts'

/** Tests a saved connection and stores what came of it. A test that was stopped says nothing, so it is not stored. */
export async function testConnection(context: Context, id: string, options: TestOptions): Promise<TestResult> {
  const { tenant, vault, definitions } = context
  const record = await findRecord(context, id)
  const adapter = definitions.adapter(record.definition)
  await vault.load(tenant)
  const { authType, values } = record
  const result = await runTest(
    context,
    { adapter, credentials: { authType, values, secrets: openSecrets(vault, record) } },
    options,
  )
  if (options.signal?.aborted === true) return result
  await rewriteConnection(context, record, (latest) => (sameSubject(record, latest) ? tested(latest, result) : latest))
  return result
}

/** Whether what was tested is still what is stored. */
const sameSubject = (tested: ConnectionRecord, latest: ConnectionRecord): boolean =>
  tested.sealed === latest.sealed && JSON.stringify(tested.values) === JSON.stringify(latest.values)

const tested = (latest: ConnectionRecord, lastTest: TestResult) => ({
  status: statusAfter(latest.status, lastTest),
  lastTest,
})
