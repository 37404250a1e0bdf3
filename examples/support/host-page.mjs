import { readFile } from 'node:fs/promises'
import Fastify from 'fastify'

const POLICY = ["default-src 'none'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'"].join('; ')

/**
 * A server for pages that are opened on this machine alone. It takes forms that its own pages send, and no others: a
 * product would ask who is there as well.
 *
 * @param policy Content-Security-Policy of every answer
 */
export function hostPage({ policy = POLICY } = {}) {
  const app = Fastify({ bodyLimit: 64 * 1024 })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body))),
  )
  app.addHook('onRequest', async ({ method, headers: { host, origin } }, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    const isOurs = /^127\.0\.0\.1:\d+$/.test(host) && (method === 'GET' || origin === `http://${host}`)
    if (!isOurs) return reply.code(403).send('Open this page under the address that was printed.')
  })
  // What goes wrong is told in a sentence, and never with what was typed.
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error.statusCode ?? 500).send([error.message, error.hint].filter(Boolean).join(' ')),
  )
  app.get('/style.css', async (_request, reply) =>
    reply.type('text/css').send(await readFile(new URL('style.css', import.meta.url))),
  )
  return app
}

/** Listens on loopback, on `PORT` or any free port, until Ctrl-C; then everything is closed. */
export async function listen(app, { title, close }) {
  const url = await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT ?? 0) })
  console.log(`${title}: ${url}`)
  const stop = async () => {
    await app.close()
    await close()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return url
}
