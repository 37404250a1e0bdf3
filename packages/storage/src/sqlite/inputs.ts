import type { SQLInputValue } from 'node:sqlite'

/** Parameters as `node:sqlite` takes them. Throws where one is of a type that it would change, or not take. */
export function inputs(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((parameter) => {
    const type = typeof parameter
    if (parameter === null || type === 'string' || type === 'number' || type === 'bigint')
      return parameter as SQLInputValue
    throw new TypeError(`SQLite takes no ${type} as a parameter here.`)
  })
}
