import type { FastifyInstance } from 'fastify'

/**
 * Reads JSON bodies, and no others. A member named `__proto__`, or a `constructor` with a `prototype`, is refused. No
 * body is none, whatever the content type says: some clients name it on requests without one.
 */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else parse(request, String(body), done)
  })
}
