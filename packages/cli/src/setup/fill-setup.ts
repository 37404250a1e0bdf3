import type { SetupDocument, SetupResult, Setups } from 'connform'
import type { StartValues } from './read-start-values.ts'

export interface Filled {
  /** Everything that was given is saved. */
  readonly ok: boolean
  readonly document: SetupDocument
  /** Undefined where nothing was stored. */
  readonly id: string | undefined
  /** What came of each slot that was filled, in the order of the document. */
  readonly slots: readonly (readonly [slot: string, SetupResult])[]
  /** `left` where a connection did not come about, so that they were not tried. */
  readonly settings?: SetupResult | 'left'
}

interface Filling {
  readonly values: StartValues
  readonly name: string | undefined
  readonly signal: AbortSignal
}

/** What people make many of, with one system each, is not kept while that system is not connected. */
export const startsConnected = ({ instances, slots }: Pick<SetupDocument, 'instances' | 'slots'>): boolean =>
  instances === 'many' && Object.keys(slots).length === 1

/** Starts a setup, then fills in what was given: each slot, and where all of them work, the settings. */
export async function fillSetup(
  setups: Setups,
  document: SetupDocument,
  { values, name, signal }: Filling,
): Promise<Filled> {
  const named = name === undefined ? {} : { name }
  const given = Object.keys(document.slots).filter((slot) => Object.hasOwn(values.slots, slot))
  const [only] = given
  const slots: [string, SetupResult][] = []
  let id: string | undefined
  if (only !== undefined && startsConnected(document)) {
    const connect = { slot: only, input: values.slots[only] }
    const result = await setups.start(document.id, { ...named, connect, signal })
    slots.push([only, result])
    if (!result.ok) return { ok: false, document, id: undefined, slots }
    id = result.setup.id
  } else {
    const result = await setups.start(document.id, named)
    if (!result.ok) return { ok: false, document, id: undefined, slots }
    id = result.setup.id
    for (const slot of given) slots.push([slot, await setups.connect(id, slot, values.slots[slot], { signal })])
  }
  const connected = slots.every(([, { ok }]) => ok)
  if (values.settings === undefined) return { ok: connected, document, id, slots }
  if (!connected) return { ok: false, document, id, slots, settings: 'left' }
  const settings = await setups.save(id, values.settings)
  return { ok: settings.ok, document, id, slots, settings }
}
