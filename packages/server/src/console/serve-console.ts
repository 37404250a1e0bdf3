import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'
import { HttpProblem } from '../problems/http-problem.ts'
import { pageDirectives } from '../security/answer-headers.ts'

export interface ConsoleOptions {
  /** Where the built console lies. */
  readonly folder: string
  /** Where the API lies: no page answers there. */
  readonly base: string
  /** Whether people reach the server by https alone. */
  readonly isHttps: boolean
}

/** Files whose name changes with their content may be kept for good; the page that names them is asked for each time. */
const FOREVER = 'public, max-age=31536000, immutable'

/** Answers a built console at the root, and its page at every other address that a browser opens. */
export const serveConsole: FastifyPluginAsync<ConsoleOptions> = async (app, { folder, base, isHttps }) => {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: pageDirectives },
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    strictTransportSecurity: isHttps,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  })
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    cacheControl: false,
    // A build holds each large file in compressed form beside it.
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', /[/\\]assets[/\\]/.test(path) ? FOREVER : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (isPage && !request.url.startsWith(`${base}/`)) return reply.sendFile('index.html')
    return answerElsewhere()
  })
}

/** The answer to what is neither of the API nor of the console. */
export function answerElsewhere(): never {
  throw new HttpProblem('not_found', { detail: 'There is nothing at this address.' })
}
