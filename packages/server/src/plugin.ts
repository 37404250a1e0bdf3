import { sealingKeys } from '@connform/vault/sealing'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { serverMetrics } from './metrics/metrics.ts'
import { documentOptions } from './openapi/document.ts'
import { DEFAULT_BODY_LIMIT_BYTES, DEFAULT_CLOSE_TIMEOUT_MS, type PluginOptions } from './options.ts'
import type { Parts } from './parts.ts'
import { HttpProblem } from './problems/http-problem.ts'
import { problemAnswer } from './problems/problem-answer.ts'
import { reportFailure } from './problems/report-failure.ts'
import { sendAnswer } from './requests/answer.ts'
import { readJson } from './requests/read-json.ts'
import { routeValidator } from './requests/route-validator.ts'
import { watchRequests } from './requests/watch-requests.ts'
import { routes } from './routes/routes.ts'
import { components } from './schemas/operation.ts'
import { answerHeaders } from './security/answer-headers.ts'
import { assertModest } from './security/assert-modest.ts'
import { assertStorable } from './security/assert-storable.ts'

/**
 * connform's HTTP API, in a Fastify of yours: `app.register(connformPlugin, { connform, prefix: '/api/v1' })`. Keeps to
 * itself: your hooks run before its own, and nothing of it is seen by your routes.
 */
export const connformPlugin: FastifyPluginAsync<PluginOptions> = async (app, options) => {
  const parts = assembleParts(app, options)
  app.setValidatorCompiler(routeValidator())
  // An answer is written as it is: the schemas describe it, and tests hold them against it.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  for (const schema of components) app.addSchema(schema)
  app.setErrorHandler((error, request, reply) => {
    const answer = problemAnswer(error, request.id)
    reportFailure(request, error, answer)
    // Said again here for what a hook of the host has refused.
    return sendAnswer(reply.headers({ ...answerHeaders, 'x-request-id': request.id }), answer)
  })
  if (app.prefix !== '') {
    app.setNotFoundHandler(() => {
      throw new HttpProblem('not_found', { detail: 'There is no such route, or not with this method.' })
    })
  }
  readJson(app)
  await app.register(rateLimit, { global: false })
  if (!app.hasRequestDecorator('cookies')) await app.register(cookie)
  watchRequests(app, parts)
  app.addHook('onRoute', (route) => {
    route.bodyLimit ??= options.bodyLimitBytes ?? DEFAULT_BODY_LIMIT_BYTES
  })
  // A promise here would cost more than what is looked at, for every request.
  app.addHook('preValidation', ({ body, url, routeOptions }, _reply, done) => {
    try {
      assertStorable(url)
      assertModest(body, routeOptions.config.connform?.bodyMembers)
      done()
    } catch (error) {
      done(error as Error)
    }
  })
  await app.register(swagger, documentOptions(app.prefix))
  for (const route of routes) app.register(route, parts)
}

function assembleParts(app: FastifyInstance, options: PluginOptions): Parts {
  const { connform, sealing = sealingKeys(), closeTimeoutMs = DEFAULT_CLOSE_TIMEOUT_MS } = options
  const stop = new AbortController()
  let closing = false
  let timer: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    closing = true
    timer = setTimeout(() => stop.abort(), closeTimeoutMs)
  })
  app.addHook('onClose', async () => {
    clearTimeout(timer)
    if (options.sealing === undefined) sealing.close()
  })
  return Object.freeze<Parts>({
    connform,
    options,
    base: app.prefix,
    sealing,
    metrics: serverMetrics(),
    stop: stop.signal,
    isClosing: () => closing || options.stopping?.aborted === true,
  })
}
