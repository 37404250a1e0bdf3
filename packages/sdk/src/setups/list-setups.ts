import type { Connection } from '../connections/connections.ts'
import type { SetupContext } from './setup-context.ts'
import { setupView } from './setup-view.ts'
import type { Setup, SetupListOptions } from './setups.ts'

type Sort = NonNullable<SetupListOptions['sort']>

/** Setups of a tenant are few: a person starts each of them. All are read, and told apart here. */
export async function listSetups(context: SetupContext, options: SetupListOptions): Promise<Setup[]> {
  const { document, search = '', status, sort = { by: 'name' } } = options
  if (document !== undefined) context.documents.get(document)
  const records = await context.setups.list(context.tenant, document)
  const all = await Promise.all(records.map((record) => setupView(context, record)))
  const part = fold(search)
  return all
    .filter((setup) => part === '' || [setup.name, ...addressesOf(setup)].some((text) => fold(text).includes(part)))
    .filter((setup) => status === undefined || statusOf(setup) === status)
    .sort(comparing(sort))
}

const fold = (text: string): string => text.normalize('NFC').toUpperCase()

function connectionsOf({ slots }: Setup): Connection[] {
  return Object.values(slots).flatMap(({ connection }) => (connection === null ? [] : [connection]))
}

const addressesOf = (setup: Setup): string[] => connectionsOf(setup).flatMap(({ derived }) => derived.baseUrl ?? [])

/** In use only where all of it is; switched off where something is. */
function statusOf(setup: Setup): NonNullable<SetupListOptions['status']> | 'empty' {
  const statuses = connectionsOf(setup).map(({ status }) => status)
  if (statuses.length === 0) return 'empty'
  if (statuses.includes('inactive')) return 'inactive'
  return statuses.every((status) => status === 'active') ? 'active' : 'failing'
}

const keys: Readonly<Record<Sort['by'], (setup: Setup) => string>> = Object.freeze({
  name: ({ name }) => fold(name),
  address: (setup) => addressesOf(setup)[0] ?? '',
  status: statusOf,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
})

function comparing({ by, descending = false }: Sort): (one: Setup, other: Setup) => number {
  const key = keys[by] ?? keys.name
  const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
  return (one, other) => (descending ? -1 : 1) * (compare(key(one), key(other)) || compare(one.id, other.id))
}
