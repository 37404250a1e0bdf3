import type { FastifyPluginCallback } from 'fastify'
import { assertRole } from '../auth/assert-role.ts'
import type { Parts } from '../parts.ts'
import { HttpProblem } from '../problems/http-problem.ts'
import { problemAnswer } from '../problems/problem-answer.ts'
import { reportFailure } from '../problems/report-failure.ts'
import { askedBody } from '../proxy/asked-body.ts'
import { passOn } from '../proxy/pass-on.ts'
import { proxiedPath } from '../proxy/proxied-path.ts'
import { askedHeaders, ERROR_HEADER } from '../proxy/proxy-headers.ts'
import { DEFAULT_MAX_BODY_BYTES, DEFAULT_PROXY_ROLE, type ProxyMethod, proxyMethods } from '../proxy/proxy-options.ts'
import { sendAnswer } from '../requests/answer.ts'
import { callConnform } from '../requests/call-connform.ts'
import { principalOf } from '../requests/request-state.ts'
import { goneSignal } from '../streams/answer-as-it-happens.ts'

/**
 * `connections/:id/proxy/*`: sends a request to what the connection connects to, signed, and its answer back, both as
 * they come. For programs with an API key alone: what a provider answers is not for a browser that holds a session.
 */
export const proxyRoutes: FastifyPluginCallback<Parts> = (app, { options, stop }, done) => {
  const { methods = proxyMethods, roles = {}, maxBodyBytes = DEFAULT_MAX_BODY_BYTES } = options.proxy ?? {}
  const allowed: ReadonlySet<string> = new Set(methods)

  // Bodies are sent on, not read.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _body, parsed) => parsed(null, undefined))

  app.setErrorHandler((error, request, reply) => {
    const answer = problemAnswer(error, request.id)
    reportFailure(request, error, answer)
    return sendAnswer(reply, { ...answer, headers: { ...answer.headers, [ERROR_HEADER]: codeIn(answer.body) } })
  })

  app.addHook('onRequest', async (request) => {
    if (principalOf(request).kind !== 'api_key') throw sessionRefused()
    if (!allowed.has(request.method)) throw methodRefused(methods)
    assertRole(request, roles[request.method as ProxyMethod] ?? DEFAULT_PROXY_ROLE)
    // The framework would refuse what is no media type, which is for the provider to judge.
    delete request.raw.headers['content-type']
  })

  app.route<{ Params: { id: string } }>({
    method: [...proxyMethods],
    url: '/connections/:id/proxy/*',
    bodyLimit: maxBodyBytes,
    config: { connform: { role: 'viewer' } },
    schema: { hide: true },
    handler: async (request, reply) => {
      const body = askedBody(request.raw, maxBodyBytes)
      const forwarding = {
        headers: askedHeaders(request.raw.rawHeaders),
        signal: AbortSignal.any([stop, goneSignal(reply)]),
        ...(body.stream === undefined ? {} : { body: body.stream }),
      }
      try {
        const answer = await callConnform(request, 'client.forward', (connform) =>
          connform.client(request.params.id).forward(request.method, proxiedPath(request), forwarding),
        )
        await passOn(reply, answer)
      } catch (error) {
        body.leave()
        throw body.problem() ?? error
      }
      return reply
    },
  })
  done()
}

const codeIn = (problem: unknown): string =>
  typeof problem === 'object' && problem !== null && 'code' in problem ? String(problem.code) : 'internal_error'

const sessionRefused = (): HttpProblem =>
  new HttpProblem('forbidden', {
    detail: 'Requests are sent on for API keys alone, not for a session.',
    hint: 'Send `Authorization: Bearer <API key>`.',
  })

const methodRefused = (methods: readonly ProxyMethod[]): HttpProblem =>
  new HttpProblem('method_not_allowed', {
    detail: `Requests are sent on with ${methods.join(', ')}.`,
    headers: { allow: methods.join(', ') },
  })
