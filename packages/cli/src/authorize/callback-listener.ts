import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UsageError } from '../usage-error.ts'

/** Waits on loopback for the browser to come back. */
export interface CallbackListener {
  /** What is registered with the provider. */
  readonly redirectUri: string
  /** The callback's parameters; undefined where nobody came in time. */
  callback(timeoutMs: number, signal: AbortSignal): Promise<URLSearchParams | undefined>
  close(): void
}

const CALLBACK_PATH = '/oauth/callback'

/** Listens on 127.0.0.1. Throws `UsageError` for a port that is taken. */
export async function listenForCallback(port: number): Promise<CallbackListener> {
  const came = Promise.withResolvers<URLSearchParams>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const isCallback = request.method === 'GET' && url.pathname === CALLBACK_PATH
    // The address holds a code: nothing may keep it, and no other page may learn of it.
    response.writeHead(isCallback ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      connection: 'close',
    })
    // Once the browser has the page: this process may end right after.
    if (isCallback) response.once('close', () => came.resolve(url.searchParams))
    response.end(
      isCallback ? page('You can close this page', 'connform goes on in the terminal.') : page('Nothing here', ''),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new UsageError(
          `Port ${port} cannot be listened on (${error.code ?? 'unknown reason'}).`,
          'Choose another with --port.',
        ),
      ),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
  const bound = (server.address() as AddressInfo).port
  return Object.freeze<CallbackListener>({
    redirectUri: `http://127.0.0.1:${bound}${CALLBACK_PATH}`,
    callback: async (timeoutMs, signal) => {
      const late = Promise.withResolvers<undefined>()
      const timer = setTimeout(() => late.resolve(undefined), timeoutMs)
      if (signal.aborted) late.resolve(undefined)
      signal.addEventListener('abort', () => late.resolve(undefined), { once: true })
      try {
        return await Promise.race([came.promise, late.promise])
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  })
}

const page = (title: string, text: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><body style="font:1.1rem/1.5 system-ui,sans-serif;max-width:30rem;margin:4rem auto;padding:0 1rem"><h1 style="font-size:1.4rem">${title}</h1><p>${text}</p></body></html>`
