import type { ConnectionStore, DueConnection, DueQuery, DueWork } from '@connform/core'
import { sql } from 'kysely'
import { checkLimit } from './check-limit.ts'
import type { Db, Run } from './run.ts'

/** As in the indexes of what is due, so that these are used. */
const atWork = sql<boolean>`status in ('active', 'failing')`

/** Each row: what is due, as connections with the moment since when. */
const works: Readonly<Record<DueWork, (db: Db, query: DueQuery) => Promise<DueConnection[]>>> = Object.freeze({
  test: (db, { before, limit, after }) => {
    const due = db
      .selectFrom('connections')
      .select(['tenant', 'id', 'tested_at as since'])
      .where('removed_at', 'is', null)
      .where(atWork)
      .where('tested_at', '<', before)
    const rest = after
      ? due.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('tested_at', 'tenant', 'id'), '>', tuple(after.since, after.tenant, after.id)),
        )
      : due
    return rest.orderBy('tested_at').orderBy('tenant').orderBy('id').limit(limit).execute()
  },

  renewal: (db, { before, limit, after }) => {
    const due = db
      .selectFrom('grants')
      .innerJoin('connections', (join) =>
        join.onRef('connections.tenant', '=', 'grants.tenant').onRef('connections.id', '=', 'grants.connection'),
      )
      .select(['grants.tenant', 'grants.connection as id'])
      .select(({ ref }) => ref('grants.expires_at').$notNull().as('since'))
      .where('connections.removed_at', 'is', null)
      .where(atWork)
      .where('grants.expires_at', 'is not', null)
      .where('grants.expires_at', '<', before)
    const rest = after
      ? due.where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple('grants.expires_at', 'grants.tenant', 'grants.connection'),
            '>',
            tuple(after.since, after.tenant, after.id),
          ),
        )
      : due
    return rest
      .orderBy('grants.expires_at')
      .orderBy('grants.tenant')
      .orderBy('grants.connection')
      .limit(limit)
      .execute()
  },

  purge: (db, { before, limit, after }) => {
    const due = db
      .selectFrom('connections')
      .select(['tenant', 'id'])
      .select(({ ref }) => ref('removed_at').$notNull().as('since'))
      .where('removed_at', 'is not', null)
      .where('removed_at', '<', before)
    const rest = after
      ? due.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('removed_at', 'tenant', 'id'), '>', tuple(after.since, after.tenant, after.id)),
        )
      : due
    return rest.orderBy('removed_at').orderBy('tenant').orderBy('id').limit(limit).execute()
  },
})

/** What becomes due, of every tenant, along an index of the moments. */
export function sqlDueConnections(run: Run): Pick<ConnectionStore, 'due'> {
  return Object.freeze({
    async due(work, query) {
      checkLimit(query.limit)
      const rows = await run.read(null, (db) => works[work](db, query))
      return rows.map((row) => Object.freeze({ ...row }))
    },
  } satisfies Pick<ConnectionStore, 'due'>)
}
