import { ConnformError, type SetupDocument, type SetupRecord, type SourceOption } from '@connform/core'
import { listOptions } from '../connections/list-options.ts'
import type { SetupContext } from './setup-context.ts'

export interface ListOwner {
  readonly record: SetupRecord
  readonly document: SetupDocument
}

const HOST = 'host'

/**
 * One list that settings are chosen from: of the embedding product, or of a connected system.
 * Throws `ERR_CONNECTION_REFUSED` where the slot is empty, `ERR_OPTION_INVALID` where there is no such source.
 */
export async function readList(
  context: SetupContext,
  { record, document }: ListOwner,
  source: string,
  refresh: boolean,
): Promise<readonly SourceOption[]> {
  const [place = '', ...names] = source.split('.')
  const name = names.join('.')
  const { tenant } = context
  if (place === HOST) return hostList(context, { record, document }, name)
  const slot = Object.hasOwn(document.slots, place) ? document.slots[place] : undefined
  if (slot === undefined) {
    const sources = [...Object.keys(document.slots).map((known) => `${known}.…`), `${HOST}.…`]
    throw new ConnformError('ERR_OPTION_INVALID', 'This setup has no such list.', `Lists: ${sources.join(', ')}`)
  }
  const connection = record.slots[place]?.connection
  if (connection === undefined) {
    throw new ConnformError(
      'ERR_CONNECTION_REFUSED',
      `${slot.title} is not connected yet.`,
      `Fill in ${slot.title} first.`,
    )
  }
  // A connection that was changed may lead to another system.
  const revision = (await context.store.getSummary(tenant, connection))?.revision ?? 0
  const key = `${tenant}\n${connection}\n${revision}\n${name}`
  return context.optionCache.read(key, refresh, () => listOptions(context, connection, name))
}

async function hostList(
  { hostLists, tenant }: SetupContext,
  { record, document }: ListOwner,
  name: string,
): Promise<readonly SourceOption[]> {
  const own = Object.hasOwn(document.lists, name) ? document.lists[name] : undefined
  if (own === undefined) {
    const known = Object.keys(document.lists).map((list) => `${HOST}.${list}`)
    throw new ConnformError(
      'ERR_OPTION_INVALID',
      'This setup has no such list.',
      `Lists: ${known.join(', ') || 'none'}.`,
    )
  }
  const reader = hostLists[`${document.id}.${name}`]
  return reader === undefined ? own.options : await reader({ tenant, setup: record.id })
}
