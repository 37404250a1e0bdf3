import { ConnformError } from '@connform/core'
import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { Db } from '../sql/run.ts'
import type { Tables } from '../sql/tables.ts'
import type { PostgresClient, PostgresQuery } from './postgres-pool.ts'

/** `int8`, `int2` and `int4`; the store counts to 2^53 at most. */
const NUMBER_TYPES: readonly number[] = [20, 21, 23]
const BOOLEAN_TYPE = 16

/** Of our own, because an embedder may have changed those of the process. */
const types: NonNullable<PostgresQuery['types']> = Object.freeze({
  getTypeParser(oid: number) {
    if (NUMBER_TYPES.includes(oid)) return Number
    return oid === BOOLEAN_TYPE ? (text: string) => text === 't' : (text: string) => text
  },
})

const opened = new WeakMap<PostgresClient, Db>()

/** Kysely on one connection, whose transactions are begun and ended by who holds the connection. */
export function postgresConnection(client: PostgresClient): Db {
  const known = opened.get(client)
  if (known !== undefined) return known
  const connection = connectionOf(client)
  const command = (text: string) => async () => {
    await client.query({ text })
  }
  const db = new Kysely<Tables>({
    dialect: {
      createDriver: () => ({
        init: async () => undefined,
        acquireConnection: async () => connection,
        beginTransaction: command('begin'),
        commitTransaction: command('commit'),
        rollbackTransaction: command('rollback'),
        releaseConnection: async () => undefined,
        destroy: async () => undefined,
      }),
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (untyped) => new PostgresIntrospector(untyped),
    },
  })
  opened.set(client, db)
  return db
}

function connectionOf(client: PostgresClient): DatabaseConnection {
  return {
    async executeQuery<R>({ sql: text, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
      if (parameters.some((parameter) => typeof parameter === 'string' && parameter.includes('\u0000'))) {
        // No row has such a text, so none is found by one.
        if (query.kind === 'SelectQueryNode') return { rows: [] }
        throw new ConnformError('ERR_STORE', 'A text with the character U+0000 cannot be stored.')
      }
      const { rows, rowCount } = await client.query({ text, values: [...parameters], types })
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
    },
    // biome-ignore lint/correctness/useYield: the store reads page by page
    async *streamQuery() {
      throw new ConnformError('ERR_UNSUPPORTED', 'Rows of PostgreSQL are read in pages.')
    },
  }
}
