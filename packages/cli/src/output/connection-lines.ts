import type { Connection, ConnectionStatus } from 'connform'
import type { Terminal } from './terminal.ts'

type Style = Pick<Terminal, 'style'>

const statusColours: Readonly<Partial<Record<ConnectionStatus, 'green' | 'dim' | 'red'>>> = Object.freeze({
  active: 'green',
  inactive: 'dim',
  failing: 'red',
})

/** The state of a connection in words and colour. */
export function describeStatus({ style }: Style, { status }: Connection): string {
  return style(statusColours[status] ?? 'yellow', status)
}

/** The last test in a few words. */
export function describeLastTest({ style }: Style, { lastTest }: Connection): string {
  if (lastTest === null) return style('dim', 'not tested')
  return lastTest.ok ? `${style('green', '✓')} ${moment(lastTest.testedAt)}` : style('red', `✗ ${lastTest.cause}`)
}

const moment = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`

/** One connection, all of it. */
export function describeConnection(terminal: Style, connection: Connection): string[] {
  const { style } = terminal
  const rows: [string, string][] = [
    ['Id', connection.id],
    ['Kind', `${connection.definition} ${connection.definitionVersion}`],
    ['Status', describeStatus(terminal, connection)],
    ['API URL', connection.derived.baseUrl ?? 'its definition is not known here'],
    ['Saved', `${moment(connection.updatedAt)}, revision ${connection.revision}`],
    ...Object.entries(connection.values).map(([key, value]): [string, string] => [key, shown(value)]),
    ...Object.entries(connection.secrets).map(([key, { updatedAt }]): [string, string] => [
      key,
      `set ${updatedAt.slice(0, 10)}, never shown`,
    ]),
  ]
  const width = Math.max(...rows.map(([label]) => label.length))
  const notices = connection.notices.map(({ title, action }) => `${style('yellow', `! ${title}`)}\n    ${action}`)
  return [
    style('bold', connection.name),
    ...rows.map(([label, value]) => `  ${style('dim', label.padEnd(width))}  ${value}`),
    ...notices,
  ]
}

const shown = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value))
