import type { Environment } from '../environment.ts'
import type { Terminal } from '../output/terminal.ts'
import { withoutPassword } from '../output/without-password.ts'
import { type LoginLink, untilWords } from './login-link.ts'
import type { DemoFacts } from './start-demo.ts'

/** What runs, and how to get in. */
export interface Announcement {
  /** Where browsers and programs find the server. */
  readonly url: string
  /** Undefined where there are no pages to log in to. */
  readonly login: LoginLink | undefined
  readonly work: boolean
  /** Where its data lies. */
  readonly place: Environment
  readonly demo: DemoFacts | undefined
}

/** Says in one block what to open, what to paste, where data lies and how to stop. */
export function announce(terminal: Terminal, announcement: Announcement): void {
  const { url, login, demo, place, work } = announcement
  const lines = [
    ...(login === undefined ? [] : describeLogin(terminal, login, loginCommand(url, demo !== undefined))),
    ...(demo === undefined ? [] : describeDemo(terminal, demo)),
    row(terminal, 'API', `${url}/api/v1, described by ${url}/openapi.json`),
    row(terminal, 'Data', `${withoutPassword(place.database)}, key in ${place.keyFile}`),
    row(terminal, 'Background', work ? 'tests, renews and tidies up in this process' : 'none; see `connform work`'),
    row(terminal, 'Stop', 'Ctrl-C'),
  ]
  for (const line of lines) terminal.out(line)
}

/** The same as one line of JSON. */
export function announceAsJson(terminal: Terminal, { url, login, work, place, demo }: Announcement): void {
  terminal.jsonLines([
    {
      url,
      loginLink: login?.link ?? null,
      loginExpiresAt: login?.expiresAt ?? null,
      work,
      database: withoutPassword(place.database),
      keyFile: place.keyFile,
      demo: demo ?? null,
    },
  ])
}

/** The link stands on a line of its own, so that a terminal makes all of it one link. */
const describeLogin = ({ style }: Terminal, { link, expiresAt }: LoginLink, another: string): string[] => [
  `Open this link; it works once, ${untilWords(expiresAt)}:`,
  '',
  `  ${style(['bold', 'underline'], link)}`,
  '',
  'Another one, whenever you need it:',
  `  $ ${another}`,
  '',
]

function describeDemo(terminal: Terminal, { sandbox, apiPath, accessToken, clientId, app }: DemoFacts): string[] {
  return [
    `A sandbox stands in for the providers at ${sandbox}; nothing leaves this machine.`,
    'Paste into a new BigCommerce REST connection, auth type Token:',
    row(terminal, 'API path', apiPath),
    row(terminal, 'Access token', accessToken),
    row(terminal, 'Client ID', clientId),
    `With auth type OAuth 2.0, choose the client "${app.name}"; the sandbox shows its own pages to approve or deny.`,
    '',
  ]
}

/** The command that makes another link to this server. */
const loginCommand = (url: string, demo: boolean): string =>
  ['connform login-link', `--url ${url}`, ...(demo ? ['--demo'] : [])].join(' ')

const NAME_COLUMNS = 12

const row = ({ style }: Terminal, name: string, text: string): string =>
  `  ${style('dim', name.padEnd(NAME_COLUMNS))}  ${text}`
