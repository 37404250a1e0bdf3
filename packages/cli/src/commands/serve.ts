import { once } from 'node:events'
import type { Command } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import type { Terminal } from '../output/terminal.ts'
import { announce, announceAsJson } from '../serve/announce.ts'
import { makeLoginLink } from '../serve/login-link.ts'
import { readServeOptions } from '../serve/serve-options.ts'
import { startDemo } from '../serve/start-demo.ts'
import { startServing } from '../serve/start-serving.ts'

/** Serves the HTTP API and the console until Ctrl-C; what is under way then is finished first. */
export const serve: Command = async (context, call) => {
  const { terminal, environment } = context
  const options = readServeOptions(call)
  const demo = options.demo ? await startDemo(environment, terminal) : undefined
  try {
    const place = demo?.place ?? environment
    const log = options.log ?? (terminal.interactive ? 'off' : 'info')
    const connform = demo?.connform ?? (await context.open({ sealsMany: true }))
    const serving = await startServing(connform, { ...options, place, log })
    try {
      const { url, work } = serving
      await demo?.expectCallbackAt(`${url}/api/v1/oauth/callback`)
      const link = { url, role: 'admin', allTenants: true } as const
      const login = options.console ? await makeLoginLink(connform, link) : undefined
      // Before anybody is told how to stop it.
      const { signal } = context
      const tell = call.options.json === true ? announceAsJson : announce
      tell(terminal, { url, login, work, place, demo: demo?.facts })
      await untilStopped(terminal, signal)
    } finally {
      await serving.close()
    }
  } finally {
    await demo?.close()
  }
  terminal.err('Stopped.')
  return exitCode.done
}

async function untilStopped(terminal: Terminal, signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
  terminal.err('Stopping: what is under way is finished first. Ctrl-C again ends it at once.')
}
