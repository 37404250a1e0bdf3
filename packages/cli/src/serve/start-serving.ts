import { createServer, type Server } from '@connform/server'
import type { Connform } from 'connform'
import type { Environment } from '../environment.ts'
import { UsageError } from '../usage-error.ts'
import { consoleFolder } from './console-folder.ts'
import { logLines } from './log-lines.ts'
import type { LogLevel, ServeOptions } from './serve-options.ts'
import { withOpenableAddresses } from './with-openable-addresses.ts'

export interface ServingOptions extends ServeOptions {
  readonly log: LogLevel
  /** Where the data lies. */
  readonly place: Environment
}

/** A server that listens, and the work in the background where there is some. */
export interface Serving {
  /** Where browsers and programs find it, without a trailing slash. */
  readonly url: string
  readonly work: boolean
  /** Lets what is under way end. */
  close(): Promise<void>
}

/** Listens, and begins to work in the background unless that is done elsewhere. */
export async function startServing(connform: Connform, options: ServingOptions): Promise<Serving> {
  const { host, port, publicUrl, place } = options
  const server = serverOf(connform, options)
  try {
    const listening = await server.listen({ host, port })
    // With PostgreSQL, which several servers share, a process of its own does it.
    const work = options.work ?? place.database.startsWith('sqlite:')
    const worker = work ? await connform.work() : undefined
    return {
      url: publicUrl ?? listening,
      work,
      close: async () => {
        await server.close()
        await worker?.close()
      },
    }
  } catch (error) {
    await server.close()
    throw whyNot(error, options)
  }
}

function serverOf(connform: Connform, { publicUrl, place, log, ...options }: ServingOptions): Server {
  return createServer(withOpenableAddresses(connform, place.hosts), {
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(options.console ? { consoleFolder: consoleFolder() } : {}),
    ...(log === 'off' ? {} : { logger: { level: log, stream: logLines } }),
  })
}

/** Why an address cannot be listened on, as far as a person can mend it. */
function whyNot(error: unknown, { host, port }: ServeOptions): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const place = `${host}:${port}`
  switch (code) {
    case 'EADDRINUSE':
      return new UsageError(`Another program listens on ${place}.`, 'Choose another --port; 0 is any free one.')
    case 'EACCES':
      return new UsageError(`You may not listen on ${place}.`, 'Choose a --port of 1024 or above.')
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UsageError(`${host} is no address of this machine.`, 'Leave out --host to serve this machine alone.')
    default:
      return error
  }
}
