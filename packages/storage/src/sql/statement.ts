import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from './run.ts'

/** What changes from one run of a statement to the next, by name. */
export type Values = Readonly<Record<string, string>>

/** A query whose text is always the same. */
export interface Statement<V extends Values, Row> {
  /** The query with its values in their places. */
  queryFor(db: Db, values: V): CompiledQuery<Row>
}

/**
 * Writes the text of a query when it is first asked for, and keeps it: putting it together takes longer than SQLite
 * takes to answer.
 *
 * @param build Uses each of its values once, and nothing else that changes.
 */
export function statement<V extends Values, Row>(build: (db: Db, values: V) => Compilable<Row>): Statement<V, Row> {
  let kept: { readonly query: CompiledQuery<Row>; readonly names: readonly string[] } | undefined
  return Object.freeze<Statement<V, Row>>({
    queryFor: (db, values) => {
      kept ??= compiled(db, { build, values })
      const { query, names } = kept
      return { ...query, parameters: names.map((name) => values[name]) } as CompiledQuery<Row>
    },
  })
}

/** Which value goes where is read off a query that is built with their names. */
function compiled<V extends Values, Row>(
  db: Db,
  { build, values }: { readonly build: (db: Db, values: V) => Compilable<Row>; readonly values: V },
) {
  const named = Object.fromEntries(Object.keys(values).map((name) => [name, name])) as V
  const query = build(db, named).compile()
  return { query, names: query.parameters.map(String) }
}
