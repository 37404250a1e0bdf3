import { addressToOpen } from '../authorize/address-to-open.ts'
import { listenForCallback } from '../authorize/callback-listener.ts'
import { openInBrowser } from '../authorize/open-in-browser.ts'
import { type Command, type CommandCall, requiredWord, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { UsageError } from '../usage-error.ts'
import { reportAuthorization } from './report-authorization.ts'

const DEFAULT_PORT = 4020
const DEFAULT_TIMEOUT_SECONDS = 300

/** Has a person authorise a connection in the browser, and waits on loopback for the answer. */
export const authorize: Command = async (context, call) => {
  const { terminal, signal } = context
  const id = requiredWord(call, 0)
  const port = numberOption(call, 'port', { fallback: DEFAULT_PORT, most: 65_535 })
  const seconds = numberOption(call, 'timeout', { fallback: DEFAULT_TIMEOUT_SECONDS, most: 600 })
  const connform = await context.open()
  const listener = await listenForCallback(port)
  try {
    const redirectUri = textOption(call, 'redirectUrl') ?? listener.redirectUri
    const begun = await connform.connections.authorize(id, { redirectUri })
    const url = addressToOpen(begun.url, context.environment.hosts)
    const opened = terminal.interactive && call.options['open'] !== false && (await openInBrowser(url))
    terminal.err(
      opened
        ? 'Approve the connection in the browser that opened. Or open:'
        : 'Open this address in a browser and approve:',
    )
    terminal.err(url)
    terminal.err(`Waiting for it to come back to ${redirectUri} …`)
    const query = await listener.callback(seconds * 1000, signal)
    if (query === undefined) {
      terminal.err(`${signal.aborted ? 'Stopped' : 'Nobody came back in time'}. Nothing was changed.`)
      return exitCode.refused
    }
    return reportAuthorization(terminal, await connform.oauth.handleCallback(query), call)
  } finally {
    listener.close()
  }
}

function numberOption(call: CommandCall, name: string, { fallback, most }: { fallback: number; most: number }): number {
  const text = textOption(call, name)
  if (text === undefined) return fallback
  if (/^\d{1,5}$/.test(text) && Number(text) <= most) return Number(text)
  throw new UsageError(`--${name} must be a number from 0 to ${most}.`)
}
