import type { Setup, SetupListOptions, SetupStatus } from 'connform'
import { type Command, type CommandCall, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { type Column, renderTable } from '../output/table.ts'
import { UsageError } from '../usage-error.ts'
import { documentColumns } from './documents.ts'

type Status = NonNullable<SetupListOptions['status']>

const MAX_NAME = 28
const statuses: readonly string[] = ['active', 'inactive', 'failing'] satisfies Status[]
const colours: Readonly<Record<string, 'green' | 'dim' | 'red' | 'yellow'>> = Object.freeze({
  active: 'green',
  inactive: 'dim',
  failing: 'red',
  empty: 'yellow',
})

/** What is told of each setup; where the terminal is narrow, the last of these is left out first. */
const columns: readonly Column<SetupStatus>[] = [
  { title: 'LABEL', of: (_, { setup: { name } }) => shortened(name) },
  { title: 'ID', of: (_, { setup }) => setup.id },
  { title: 'STATUS', of: ({ style }, { setup }) => style(colours[statusOf(setup)] ?? 'yellow', statusOf(setup)) },
  {
    title: 'READY',
    of: ({ style }, { ready, cleaning }) => (ready ? style('green', '✓') : cleaning ? '! clean' : 'no'),
  },
  { title: 'ADDRESS', of: (_, { setup }) => addressesOf(setup)[0] ?? '' },
  { title: 'DOCUMENT', of: (_, { setup }) => setup.document },
]

/** The started setups, a line each; before the first, what can be started. */
export const list: Command = async ({ terminal, open }, call) => {
  const options = listOptions(call)
  const { setups } = await open()
  const found = await Promise.all((await setups.list(options)).map(({ id }) => setups.status(id)))
  if (call.options.json) {
    terminal.json({ setups: found.map(({ setup, ready, next }) => ({ ...setup, ready, next })) })
  } else if (found.length > 0) terminal.out(renderTable(terminal, columns, found))
  else if (Object.keys(options).some((key) => key !== 'document')) terminal.err('No setup matches.')
  else {
    const { document } = options
    const { documents } = setups
    terminal.err('No setup was started yet. These can be: connform setup start ID')
    terminal.out(
      renderTable(terminal, documentColumns, document === undefined ? documents.list() : [documents.get(document)]),
    )
  }
  return exitCode.done
}

const shortened = (name: string): string => (name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME - 1)}…`)

type Connections = NonNullable<Setup['slots'][string]['connection']>[]

const connectionsOf = ({ slots }: Setup): Connections =>
  Object.values(slots).flatMap(({ connection }) => (connection === null ? [] : [connection]))

const addressesOf = (setup: Setup): string[] => connectionsOf(setup).flatMap(({ derived }) => derived.baseUrl ?? [])

/** In the words by which setups are found: of all its connections together. */
function statusOf(setup: Setup): string {
  const found = connectionsOf(setup).map(({ status }) => status)
  if (found.length === 0) return 'empty'
  if (found.includes('inactive')) return 'inactive'
  return found.every((status) => status === 'active') ? 'active' : 'failing'
}

function listOptions(call: CommandCall): SetupListOptions {
  const document = call.words[0]
  const search = textOption(call, 'search')
  const status = textOption(call, 'status')
  const sort = textOption(call, 'sort')
  if (status !== undefined && !statuses.includes(status)) {
    throw new UsageError(`There is no status ${JSON.stringify(status)}.`, `Possible values: ${statuses.join(', ')}.`)
  }
  return {
    ...(document === undefined ? {} : { document }),
    ...(search === undefined ? {} : { search }),
    ...(status === undefined ? {} : { status: status as Status }),
    ...(sort === undefined ? {} : { sort: sortOf(sort) }),
  }
}

const sortKeys: readonly string[] = ['name', 'address', 'status', 'createdAt', 'updatedAt']

function sortOf(text: string): NonNullable<SetupListOptions['sort']> {
  const by = text.replace(/^-/, '')
  if (!sortKeys.includes(by)) {
    throw new UsageError(
      `Setups cannot be sorted by ${JSON.stringify(by)}.`,
      `Possible values: ${sortKeys.join(', ')}.`,
    )
  }
  return { by: by as NonNullable<SetupListOptions['sort']>['by'], descending: text.startsWith('-') }
}
