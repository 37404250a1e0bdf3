import type { Connection, ConnectionSort, ConnectionStatus, Connform, ListOptions } from 'connform'
import { type Command, type CommandCall, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { describeLastTest, describeStatus } from '../output/connection-lines.ts'
import { type Column, renderTable } from '../output/table.ts'
import type { Terminal } from '../output/terminal.ts'
import { UsageError } from '../usage-error.ts'

/** What is told of each connection; where the terminal is narrow, the last of these is left out first. */
const columns: readonly Column<Connection>[] = [
  { title: 'NAME', of: (_, { name }) => shortened(name) },
  { title: 'ID', of: (_, { id }) => id },
  { title: 'STATUS', of: describeStatus },
  { title: 'LAST TEST', of: describeLastTest },
  { title: 'KIND', of: (_, { definition, authType }) => `${definition} ${authType}` },
]

const MAX_NAME = 28

const shortened = (name: string): string => (name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME - 1)}…`)

const statuses: readonly string[] = [
  'active',
  'inactive',
  'failing',
  'pending',
  'needs_reauth',
  'uninstalled',
] satisfies ConnectionStatus[]

interface DueNotice {
  readonly connection: Connection
  readonly notice: Connection['notices'][number]
}

const noticeColumns: readonly Column<DueNotice>[] = [
  { title: 'ENDS', of: ({ style }, { notice }) => style('yellow', notice.endsOn ?? 'no date') },
  { title: 'NAME', of: (_, { connection }) => shortened(connection.name) },
  { title: 'ID', of: (_, { connection }) => connection.id },
  { title: 'NOTICE', of: (_, { notice }) => notice.title },
]

/** The saved connections, a line each. */
export const list: Command = async ({ terminal, open }, call) => {
  const options = listOptions(call)
  const connform = await open()
  if (call.options['notices'] === true) return listNotices(terminal, await dueNotices(connform, options), call)
  const { connections, next } = await connform.connections.list(options)
  if (call.options.json) {
    terminal.json({ connections, ...(next === undefined ? {} : { next }) })
    return exitCode.done
  }
  if (connections.length === 0) {
    const filtered = Object.keys(options).some((key) => key !== 'limit')
    terminal.err(
      filtered ? 'No connection matches.' : 'No connections yet. Make one with: connform connect bigcommerce-rest',
    )
    return exitCode.done
  }
  terminal.out(renderTable(terminal, columns, connections))
  for (const { name, notices } of connections) {
    for (const { title } of notices) terminal.err(`${terminal.style('yellow', '!')} ${name}: ${title}`)
  }
  if (next !== undefined) terminal.err(`More follow: the same command with --cursor ${next}`)
  return exitCode.done
}

/** The notices of the whole fleet, page by page, soonest end first. */
async function dueNotices({ connections }: Connform, options: ListOptions): Promise<DueNotice[]> {
  const due: DueNotice[] = []
  let cursor: string | undefined
  do {
    const page = await connections.list({
      ...options,
      notices: true,
      limit: 1000,
      ...(cursor === undefined ? {} : { cursor }),
    })
    for (const connection of page.connections) for (const notice of connection.notices) due.push({ connection, notice })
    cursor = page.next
  } while (cursor !== undefined)
  const end = ({ notice }: DueNotice): string => notice.endsOn ?? '9999'
  return due.sort((left, right) => (end(left) < end(right) ? -1 : 1))
}

function listNotices(terminal: Terminal, due: readonly DueNotice[], call: CommandCall): number {
  if (call.options.json) {
    terminal.json({
      notices: due.map(({ connection: { id, name }, notice }) => ({ connection: { id, name }, notice })),
    })
  } else if (due.length === 0) terminal.err('No connection has a notice.')
  else {
    terminal.out(renderTable(terminal, noticeColumns, due))
    const distinct = new Map(due.map(({ notice }) => [notice.id, notice]))
    for (const { title, action } of distinct.values()) {
      terminal.err(`${terminal.style('yellow', '!')} ${title}\n    → ${action}`)
    }
  }
  return exitCode.done
}

function listOptions(call: CommandCall): ListOptions {
  const status = textOption(call, 'status')
  const limit = textOption(call, 'limit')
  if (status !== undefined && !statuses.includes(status)) {
    throw new UsageError(`There is no status ${JSON.stringify(status)}.`, `Possible values: ${statuses.join(', ')}.`)
  }
  if (limit !== undefined && !/^\d{1,4}$/.test(limit)) throw new UsageError('--limit must be a number from 1 to 1000.')
  const texts = {
    search: textOption(call, 'search'),
    definition: textOption(call, 'definition'),
    cursor: textOption(call, 'cursor'),
    cause: textOption(call, 'cause') as ListOptions['cause'],
    removed: call.options['removed'] === true ? true : undefined,
  }
  const sort = textOption(call, 'sort')
  const given = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined))
  return {
    ...given,
    ...(sort === undefined ? {} : { sort: sortOf(sort) }),
    ...(status === undefined ? {} : { status: status as ConnectionStatus }),
    ...(limit === undefined ? {} : { limit: Number(limit) }),
  }
}

/** The list itself says which keys there are. */
const sortOf = (text: string): NonNullable<ListOptions['sort']> => ({
  by: text.replace(/^-/, '') as ConnectionSort,
  descending: text.startsWith('-'),
})
