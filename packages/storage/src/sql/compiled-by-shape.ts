import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from './run.ts'

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
