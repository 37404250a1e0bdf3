import {
  activeNotices,
  type ConnectionQuery,
  type ConnectionSort,
  type ConnectionStatus,
  ConnformError,
  causes,
  type Definition,
} from '@connform/core'
import { connectionView, noticesAt } from './connection-view.ts'
import type { ConnectionList, ListOptions } from './connections.ts'
import type { Context } from './context.ts'
import { readCursor, writeCursor } from './list-cursor.ts'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000
const byAge = Object.freeze({ by: 'createdAt' } as const)

const statuses: Readonly<Record<ConnectionStatus, true>> = Object.freeze({
  active: true,
  inactive: true,
  failing: true,
  pending: true,
  needs_reauth: true,
  uninstalled: true,
})

const sorts: Readonly<Record<ConnectionSort, true>> = Object.freeze({
  name: true,
  definition: true,
  authType: true,
  status: true,
  cause: true,
  testedAt: true,
  createdAt: true,
  updatedAt: true,
})

/** What each option may be, where it is one of a few words. */
const words: readonly {
  readonly title: string
  readonly of: (options: ListOptions) => unknown
  readonly known: readonly string[]
}[] = Object.freeze([
  { title: 'A status', of: ({ status }) => status, known: Object.keys(statuses) },
  { title: 'The cause of a test', of: ({ cause }) => cause, known: [...causes, 'untested'] },
  { title: 'What a list is sorted by', of: ({ sort }) => sort?.by, known: Object.keys(sorts) },
])

/** One page of a tenant's connections. Throws `ERR_OPTION_INVALID` for an option of another form. */
export async function listConnections(context: Context, options: ListOptions): Promise<ConnectionList> {
  const { limit = DEFAULT_LIMIT, cursor, sort = byAge, notices = false, ...filter } = checked(options)
  const query: ConnectionQuery = {
    ...filter,
    limit,
    sort,
    ...(notices ? { kinds: noticedKinds(context) } : {}),
    ...(cursor === undefined ? {} : { after: readCursor(cursor, sort) }),
  }
  const page = await context.store.list(context.tenant, query)
  const noticesOf = noticesAt(context.clock())
  const connections = page.connections.map((record) =>
    connectionView(record, context.definitions.find(record.definition), noticesOf),
  )
  return { connections, ...(page.next === undefined ? {} : { next: writeCursor(page.next, sort) }) }
}

function checked(options: ListOptions): ListOptions {
  const { limit = DEFAULT_LIMIT } = options
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new ConnformError('ERR_OPTION_INVALID', `A page holds 1 to ${MAX_LIMIT} connections.`)
  }
  for (const { title, of, known } of words) {
    const word = of(options)
    if (word === undefined || known.includes(String(word))) continue
    throw new ConnformError('ERR_OPTION_INVALID', `${title} is one of ${known.join(', ')}.`)
  }
  return options
}

/** The kinds of connections that some notice is about at this moment. */
export function noticedKinds({
  definitions,
  clock,
}: Pick<Context, 'definitions' | 'clock'>): NonNullable<ConnectionQuery['kinds']> {
  const now = clock()
  return definitions.list().flatMap((definition) =>
    authTypesOf(definition)
      .filter((authType) => activeNotices(definition, authType, now).length > 0)
      .map((authType) => ({ definition: definition.id, authType })),
  )
}

const authTypesOf = ({ auth }: Definition): string[] => Object.keys(auth)
