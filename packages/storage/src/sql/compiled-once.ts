import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from './run.ts'

/**
 * Runs a query whose text is always the same, and writes that text once: putting it together takes longer than SQLite
 * takes to answer.
 *
 * @param build Uses each of its values once, and nothing else that changes.
 */
export function compiledOnce<Values extends Readonly<Record<string, string>>, Row>(
  build: (db: Db, values: Values) => Compilable<Row>,
): (db: Db, values: Values) => Promise<readonly Row[]> {
  let kept: { readonly query: CompiledQuery<Row>; readonly names: readonly string[] } | undefined
  return async (db, values) => {
    kept ??= compile(db, { build, values })
    const { query, names } = kept
    const { rows } = await db.executeQuery<Row>({
      ...query,
      parameters: names.map((name) => values[name]),
    } as CompiledQuery<Row>)
    return rows
  }
}

const MAX_SHAPES = 256

/**
 * The same for a query of several shapes, each written once. What is no name of a value stays as it was built.
 *
 * @param build Is given the names of the values in their place.
 */
export function compiledByShape<Values extends Readonly<Record<string, string | number>>, Row>() {
  const known = new Map<string, CompiledQuery<Row>>()
  return async (
    db: Db,
    shape: string,
    { values, build }: { readonly values: Values; readonly build: () => Compilable<Row> },
  ): Promise<readonly Row[]> => {
    const query = known.get(shape) ?? build().compile()
    if (known.size >= MAX_SHAPES) known.clear()
    known.set(shape, query)
    const parameters = query.parameters.map((name) =>
      typeof name === 'string' && Object.hasOwn(values, name) ? values[name] : name,
    )
    const { rows } = await db.executeQuery<Row>({ ...query, parameters } as CompiledQuery<Row>)
    return rows
  }
}

/** Which value goes where is read off a query that is built with their names. */
function compile<Values extends Readonly<Record<string, string>>, Row>(
  db: Db,
  { build, values }: { readonly build: (db: Db, values: Values) => Compilable<Row>; readonly values: Values },
) {
  const named = Object.fromEntries(Object.keys(values).map((name) => [name, name])) as Values
  const query = build(db, named).compile()
  return { query, names: query.parameters.map(String) }
}
