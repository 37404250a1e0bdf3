import type { SetupDocument, SlotInput } from '@connform/core'
import type { Connection, CreateOptions, SaveResult } from '../connections/connections.ts'
import { createConnection } from '../connections/create-connection.ts'
import { removeConnection } from '../connections/remove-connection.ts'
import { setStatus } from '../connections/set-status.ts'
import { updateConnection } from '../connections/update-connection.ts'
import type { DefinitionRegistry } from '../definitions.ts'
import type { SetupContext } from './setup-context.ts'
import type { SlotWords } from './setup-documents.ts'
import type { ConnectOptions } from './setups.ts'

/** The same context, in which one definition speaks in the words of a slot. */
export function inWordsOf(context: SetupContext, { full }: Pick<SlotWords, 'full'>): SetupContext {
  const adapter = { ...context.definitions.adapter(full.id), definition: full }
  const definitions: DefinitionRegistry = {
    ...context.definitions,
    adapter: (id) => (id === full.id ? adapter : context.definitions.adapter(id)),
    find: (id) => (id === full.id ? adapter : context.definitions.find(id)),
  }
  return { ...context, definitions }
}

/** Makes a connection of a slot's form, or changes the one that is there; tested as the slot says. */
export async function saveSlot(
  context: SetupContext,
  words: SlotWords,
  { input, status }: Pick<SlotInput, 'input' | 'status'>,
  { existing, ...options }: ConnectOptions & { readonly existing?: string | undefined },
): Promise<SaveResult> {
  const inWords = inWordsOf(context, words)
  const { verify = 'required' } = words.slot
  const test: CreateOptions = { ...testOptionsOf(words.slot, options), verify }
  const result =
    existing === undefined
      ? await createConnection(inWords, { definition: words.full.id, input }, test)
      : await updateConnection(inWords, { id: existing, patch: input }, test)
  if (!result.ok || status === undefined || isSet(result.connection, status)) return result
  const { id } = result.connection
  try {
    return { ...result, connection: await setStatus(context, id, status) }
  } catch (error) {
    if (existing === undefined) await takeBack(context, id)
    throw error
  }
}

export function testOptionsOf(
  { profile }: SetupDocument['slots'][string],
  { signal, onStep }: Pick<ConnectOptions, 'signal' | 'onStep'>,
): Pick<CreateOptions, 'profile' | 'signal' | 'onStep'> {
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(signal === undefined ? {} : { signal }),
    ...(onStep === undefined ? {} : { onStep }),
  }
}

/** Takes a connection back that was made for a setup that then was not stored. */
export async function takeBack(context: SetupContext, connection: string): Promise<void> {
  await removeConnection(context, connection, { purge: true })
}

const isSet = ({ status }: Connection, wanted: 'active' | 'inactive'): boolean =>
  (status === 'inactive') === (wanted === 'inactive')
