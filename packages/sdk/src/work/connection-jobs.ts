import {
  baseUrlOf,
  type Cause,
  type ConnectionRecord,
  ConnformError,
  type DueWork,
  GrantRefusedError,
  type Job,
} from '@connform/core'
import type { Context } from '../connections/context.ts'
import { removeConnection } from '../connections/remove-connection.ts'
import { testConnection } from '../connections/test-connection.ts'
import { renewAhead } from './renew-ahead.ts'
import type { JobTools } from './start-work.ts'

type Run = (tools: JobTools, job: Job) => Promise<void>

/** What is done to a connection that is due. One that went away or was switched off meanwhile is left alone. */
export const connectionJobs: Readonly<Record<DueWork, Run>> = Object.freeze({
  test: onRecord(async ({ tools, context, record, signal }) => {
    const { cause } = await testConnection(context, record.id, { signal })
    if (signal.aborted) return undefined
    tools.tell({ kind: 'tested', tenant: context.tenant, connection: record.id, cause })
    return cause
  }),

  renewal: onRecord(async ({ tools, context, record }) => {
    try {
      const renewed = await renewAhead(context, record.id, tools.renewAheadMs)
      // Where nothing was due, nobody was asked.
      if (!renewed) return undefined
      tools.tell({ kind: 'renewed', tenant: context.tenant, connection: record.id })
      return 'ok'
    } catch (error) {
      // Noted on the connection where it is final; asked again at the next look where it is not.
      if (error instanceof GrantRefusedError) return error.reason
      throw error
    }
  }),

  purge: async ({ contextFor, tell }, { data }) => {
    const { tenant = '', id = '' } = data
    const context = contextFor(tenant)
    const record = await context.store.get(tenant, id)
    // Restored since: no longer to be purged.
    if (record === undefined || record.removedAt === null) return
    await removeConnection(context, id, { purge: true, revision: record.revision })
    tell({ kind: 'purged', tenant, connection: id })
  },
})

interface Working {
  readonly tools: JobTools
  readonly context: Context
  readonly record: ConnectionRecord
  readonly signal: AbortSignal
}

function onRecord(work: (working: Working) => Promise<Cause | undefined>): Run {
  return async (tools, { data, signal }) => {
    const { tenant = '', id = '' } = data
    const context = tools.contextFor(tenant)
    const record = await context.store.get(tenant, id)
    if (record === undefined || record.removedAt !== null) return
    if (record.status !== 'active' && record.status !== 'failing') return
    const adapter = context.definitions.find(record.definition)
    if (adapter === undefined) {
      throw new ConnformError('ERR_DEFINITION_UNKNOWN', `No definition ${record.definition} is known to this worker.`)
    }
    const account = `${record.definition} ${baseUrlOf(adapter, record.values)}`
    await tools.onAccount(account, { signal }, () => work({ tools, context, record, signal }))
  }
}
