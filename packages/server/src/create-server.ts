import { type Connform, ConnformError } from 'connform'
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import { answerElsewhere, serveConsole } from './console/serve-console.ts'
import { logOptions } from './logs/log-options.ts'
import { logRequests } from './logs/log-requests.ts'
import { DEFAULT_CLOSE_TIMEOUT_MS, DEFAULT_PREFIX, type ServerOptions } from './options.ts'
import { connformPlugin } from './plugin.ts'
import { answerUnreadable } from './problems/answer-unreadable.ts'
import { HttpProblem } from './problems/http-problem.ts'
import { problemAnswer } from './problems/problem-answer.ts'
import { reportFailure } from './problems/report-failure.ts'
import { sendAnswer } from './requests/answer.ts'
import { requestIdOf } from './requests/request-id.ts'
import { answerHeaders } from './security/answer-headers.ts'
import { isKnownHost, isLoopback, namesOf, unknownHost } from './security/hosts.ts'

export interface ListenOptions {
  /** Default is 127.0.0.1. Anything but loopback is refused where nobody is asked who they are. */
  readonly host?: string
  /** Default is 0, any free one. */
  readonly port?: number
}

/** connform over HTTP: the API, and the console where there is one. */
export interface Server {
  /** The Fastify below, for hooks and routes of your own before it listens, and for `inject`. */
  readonly app: FastifyInstance
  /** Answers the address, such as `http://127.0.0.1:4100`. Throws `ERR_OPTION_INVALID` where it must not listen. */
  listen(options?: ListenOptions): Promise<string>
  /**
   * Stops taking requests, lets those in flight end, and forgets the sealing keys. The connform stays open: close it
   * afterwards. May be called again.
   */
  close(): Promise<void>
}

/** Paths at the root that stand for those below the prefix. */
const atRoot = ['/healthz', '/readyz', '/metrics', '/openapi.json']

/** Longer than any part of a path that a schema allows, in characters. */
const MAX_PATH_PART = 2048

/** For a year, as the pages of the console say it. RFC 6797 section 6.1 */
const SECURE_ALONE = 'max-age=31536000; includeSubDomains'

/** A server for one connform. It does nothing before it listens. */
export function createServer(connform: Connform, options: ServerOptions = {}): Server {
  const { prefix = DEFAULT_PREFIX, logger, consoleFolder, trustProxy, allowedHosts, publicUrl } = options
  const app = fastify({
    logger: logger === undefined ? false : logOptions(logger),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
    rewriteUrl: ({ url = '/' }) => (atRoot.includes(url.split('?')[0] ?? '') ? `${prefix}${url}` : url),
    return503OnClosing: false,
    // What is too long is refused by the schema of its route.
    routerOptions: { maxParamLength: MAX_PATH_PART },
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerUnreadable,
    ...(trustProxy === undefined ? {} : { trustProxy }),
  } satisfies FastifyServerOptions)
  const names = namesOf(allowedHosts, publicUrl)
  const isSecure = publicUrl?.startsWith('https:') === true
  const stopping = new AbortController()
  let onLoopback = true

  app.addHook('onRequest', (request, reply, done) => {
    if (isSecure) reply.header('strict-transport-security', SECURE_ALONE)
    const isAnyHost = !onLoopback && allowedHosts === undefined
    done(isAnyHost || isKnownHost(request.hostname, names) ? undefined : unknownHost())
  })
  if (logger !== undefined) logRequests(app)
  answerProblems(app)
  app.register(connformPlugin, { ...options, connform, prefix, stopping: stopping.signal })
  if (consoleFolder === undefined) app.setNotFoundHandler(answerElsewhere)
  else
    app.register(serveConsole, {
      folder: consoleFolder,
      base: prefix,
      isHttps: isSecure,
    })
  const close = closeInTime(app, options.closeTimeoutMs ?? DEFAULT_CLOSE_TIMEOUT_MS)

  return Object.freeze<Server>({
    app,
    listen: async ({ host = '127.0.0.1', port = 0 } = {}) => {
      if (options.authenticate === false && !isLoopback(host)) throw unguarded()
      onLoopback = isLoopback(host)
      return app.listen({ host, port })
    },
    close: () => {
      stopping.abort()
      return close()
    },
  })
}

function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const answer = problemAnswer(error, request.id)
    reportFailure(request, error, answer)
    return sendAnswer(reply.headers({ ...answerHeaders, 'x-request-id': request.id }), answer)
  })
}

/** What no route is looked for. The framework's own answer would repeat the path, which may hold anything. */
function answerUnroutable(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = new HttpProblem('invalid_request', {
    detail: 'The path is not one: look at its length and its escapes.',
  })
  const answer = problemAnswer(problem, request.id)
  sendAnswer(reply, { ...answer, headers: { ...answerHeaders, ...answer.headers, 'x-request-id': request.id } })
}

/** How long after the last chance of requests in flight their connections are cut, in milliseconds. */
const CUT_AFTER_MS = 1000

function closeInTime(app: FastifyInstance, closeTimeoutMs: number): () => Promise<void> {
  let closing: Promise<void> | undefined
  return () => {
    const cut = setTimeout(() => app.server.closeAllConnections(), closeTimeoutMs + CUT_AFTER_MS)
    closing ??= app.close().finally(() => clearTimeout(cut))
    return closing
  }
}

const unguarded = (): ConnformError =>
  new ConnformError(
    'ERR_OPTION_INVALID',
    'A server that asks nobody who they are listens on loopback alone.',
    'Leave out `authenticate: false`, or listen on 127.0.0.1.',
  )
