import type { ConnectionStatus, ListOptions } from 'connform'
import { type Command, type CommandCall, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { describeLastTest, describeStatus } from '../output/connection-lines.ts'
import { renderTable } from '../output/table.ts'
import { UsageError } from '../usage-error.ts'

const statuses: readonly string[] = ['active', 'inactive', 'failing'] satisfies ConnectionStatus[]

/** The saved connections, a line each. */
export const list: Command = async ({ terminal, open }, call) => {
  const options = listOptions(call)
  const connform = await open()
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
  const rows = connections.map((connection) => [
    connection.name,
    connection.definition,
    connection.authType,
    describeStatus(terminal, connection),
    describeLastTest(terminal, connection),
    connection.derived.baseUrl,
    connection.id,
  ])
  terminal.out(renderTable(terminal, ['NAME', 'KIND', 'AUTH', 'STATUS', 'LAST TEST', 'API URL', 'ID'], rows))
  for (const { name, notices } of connections) {
    for (const { title } of notices) terminal.err(`${terminal.style('yellow', '!')} ${name}: ${title}`)
  }
  if (next !== undefined) terminal.err(`More follow: connform list --cursor ${next}`)
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
  }
  const given = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined))
  return {
    ...given,
    ...(status === undefined ? {} : { status: status as ConnectionStatus }),
    ...(limit === undefined ? {} : { limit: Number(limit) }),
  }
}
