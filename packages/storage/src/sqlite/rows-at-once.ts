import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { CompiledQuery } from 'kysely'
import { inputs } from './inputs.ts'
import { preparedOnce } from './prepared-once.ts'
import { isBusy } from './sqlite-failure.ts'

/**
 * What a query reads, without waiting for anything; undefined where it has to: a transaction of this process is under
 * way, which would show what it may yet take back, or another process has locked the file.
 */
export type RowsAtOnce = <Row>(query: CompiledQuery<Row>) => readonly Row[] | undefined

export function rowsAtOnce(database: DatabaseSync): RowsAtOnce {
  const statements = preparedOnce((text) => arrays(database.prepare(text)))
  return <Row>({ sql, parameters }: CompiledQuery<Row>) => {
    if (database.isTransaction) return undefined
    try {
      const { statement, names } = statements.get(sql)
      return statement.all(...inputs(parameters)).map((values) => named<Row>(names, values))
    } catch (error) {
      if (isBusy(error)) return undefined
      throw error
    }
  }
}

/** Rows as arrays: as objects, each would have its names looked up among all there are in the process. */
function arrays(statement: StatementSync) {
  statement.setReturnArrays(true)
  return { statement, names: statement.columns().map(({ name }) => name) }
}

function named<Row>(names: readonly string[], values: object): Row {
  const row: Record<string, unknown> = {}
  for (const [index, name] of names.entries()) row[name] = (values as readonly unknown[])[index]
  return row as Row
}
