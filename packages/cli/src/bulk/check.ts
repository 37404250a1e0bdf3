import { type Adapter, type Prepared, prepare } from '@connform/core'

/** Cleans and checks one input. */
export type Check = (input: unknown) => Prepared

/** The check of one kind of connection. Dated notices are judged by `now`. */
export function checkWith(adapter: Adapter, now: Date): Check {
  const { definition } = adapter
  const options = { now, adapter }
  return (input) => prepare(definition, input, options)
}
