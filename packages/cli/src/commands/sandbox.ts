import { once } from 'node:events'
import { type AppFixture, type PimFixture, type Sandbox, type StoreFixture, startSandbox } from '@connform/sandbox'
import type { Command, CommandCall } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { portOption } from '../input/port-option.ts'
import type { Terminal } from '../output/terminal.ts'
import { UsageError } from '../usage-error.ts'

/** Serves the imitation until Ctrl-C; its credentials are fixtures and open nothing else. */
export const sandbox: Command = async ({ terminal, signal }, call) => {
  const running = await start(call)
  try {
    const { url, hosts, stores, apps, pims } = running
    if (call.options.json) terminal.json({ url, hosts, stores, apps, pims })
    else {
      for (const line of describeSandbox(terminal, running)) terminal.out(line)
      terminal.out(`\nIn another terminal:\n  $ export CONNFORM_HOSTS='${hostsSetting(running)}'`)
      terminal.out('  $ connform connect bigcommerce-rest')
      terminal.out('  $ connform setup start unopim')
      terminal.err(`Serving ${running.url}. Stop with Ctrl-C.`)
    }
    if (!signal.aborted) await once(signal, 'abort')
  } finally {
    await running.close()
  }
  return exitCode.done
}

/** The hosts as `CONNFORM_HOSTS` takes them; what a pattern stands for is left out. */
function hostsSetting({ hosts }: Sandbox): string {
  const patterns = Object.keys(hosts).filter((host) => host.startsWith('*.'))
  const named = Object.entries(hosts).filter(
    ([host]) => !patterns.some((pattern) => host !== pattern && host.endsWith(pattern.slice(1))),
  )
  return named.map(([host, url]) => `${host}=${url}`).join(',')
}

async function start(call: CommandCall): Promise<Sandbox> {
  const port = portOption(call)
  try {
    return await startSandbox(port === undefined ? {} : { port })
  } catch (error) {
    // Said by the sandbox in words of its own, which name the port and the reason.
    if (error instanceof Error && error.message.startsWith('The sandbox cannot listen')) {
      throw new UsageError(error.message, 'Leave out --port to get a free one.')
    }
    throw error
  }
}

function describeSandbox(terminal: Terminal, { stores, apps, pims }: Sandbox): string[] {
  const title = (text: string): string => terminal.style('underline', text)
  return [
    title('BigCommerce stores: access token, client ID and client secret of each API account'),
    ...stores.flatMap((store) => describeStore(terminal, store)),
    title('\nBigCommerce apps, for `connform oauth-client add`'),
    ...apps.flatMap((app) => describeApp(terminal, app)),
    title('\nAkeneo PIMs'),
    ...pims.flatMap((pim) => describePim(terminal, pim)),
  ]
}

function describeStore({ style }: Terminal, { hash, behaviour, tokens }: StoreFixture): string[] {
  const accounts = tokens.map(
    ({ accessToken, clientId, clientSecret, label }) =>
      `    ${accessToken}  ${clientId}\n      ${clientSecret}${tokens.length === 1 ? '' : `\n      ${style('dim', label)}`}`,
  )
  return [`${style('bold', hash.padEnd(10))}  ${behaviour}`, ...accounts]
}

function describeApp({ style }: Terminal, { name, clientId, clientSecret, redirectUris }: AppFixture): string[] {
  return [
    `${style('bold', name)}  sends people back to ${redirectUris.join(' or ')}`,
    `    client ID      ${clientId}`,
    `    client secret  ${clientSecret}`,
  ]
}

function describePim({ style }: Terminal, pim: PimFixture): string[] {
  return [
    `${style('bold', `https://${pim.host}`)}  ${pim.behaviour}`,
    `    client ID      ${pim.clientId}`,
    `    client secret  ${pim.clientSecret}`,
    `    username       ${pim.username}`,
    `    password       ${pim.password}`,
  ]
}
