import { once } from 'node:events'
import { startSandbox } from '@connform/sandbox'
import { type Command, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { renderTable } from '../output/table.ts'
import { UsageError } from '../usage-error.ts'

/** Serves the imitation until Ctrl-C; its credentials are fixtures and open nothing else. */
export const sandbox: Command = async ({ terminal, signal }, call) => {
  const port = textOption(call, 'port')
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) < 65_536)) {
    throw new UsageError('--port must be a number from 0 to 65535.')
  }
  const running = await startSandbox(port === undefined ? {} : { port: Number(port) })
  try {
    const hosts = Object.entries(running.hosts).map(([host, url]) => `${host}=${url}`)
    if (call.options.json) terminal.json({ url: running.url, hosts: running.hosts, stores: running.stores })
    else {
      const rows = running.stores.map(({ apiPath, tokens, behaviour }) => [
        apiPath,
        tokens[0]?.accessToken ?? '',
        tokens[0]?.clientId ?? '',
        behaviour,
      ])
      terminal.out(renderTable(terminal, ['API PATH', 'ACCESS TOKEN', 'CLIENT ID', 'WHAT IT SHOWS'], rows))
      terminal.out(
        `\nUse it from another terminal:\n  CONNFORM_HOSTS='${hosts.join(',')}' connform connect bigcommerce-rest`,
      )
      terminal.err(`Serving ${running.url}. Stop with Ctrl-C.`)
    }
    if (!signal.aborted) await once(signal, 'abort')
  } finally {
    await running.close()
  }
  return exitCode.done
}
