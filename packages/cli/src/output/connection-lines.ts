import type { Connection } from 'connform'
import type { Terminal } from './terminal.ts'

type Style = Pick<Terminal, 'style'>

/** The state of a connection in words and colour. */
export function describeStatus({ style }: Style, { status }: Connection): string {
  const colours = { active: 'green', inactive: 'dim', failing: 'red' } as const
  return style(colours[status], status)
}

/** The last test in a few words. */
export function describeLastTest({ style }: Style, { lastTest }: Connection): string {
  if (lastTest === null) return style('dim', 'not tested')
  const when = lastTest.testedAt.slice(0, 16).replace('T', ' ')
  return lastTest.ok ? `${style('green', '✓')} ${when}` : `${style('red', `✗ ${lastTest.cause}`)} ${when}`
}

/** One connection, all of it. */
export function describeConnection(terminal: Style, connection: Connection): string[] {
  const { style } = terminal
  const rows: [string, string][] = [
    ['Id', connection.id],
    ['Kind', `${connection.definition} ${connection.definitionVersion}`],
    ['Status', describeStatus(terminal, connection)],
    ['API URL', connection.derived.baseUrl],
    ['Last test', describeLastTest(terminal, connection)],
    ['Revision', String(connection.revision)],
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
