import { hostPage } from './host-page.mjs'
import { html, page } from './html.mjs'

/** Scripts of this server alone run, and no text becomes a script: neither inline ones nor `eval`. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** A server whose one page is drawn by a script, under a policy without `unsafe-eval`. */
export function scriptPage({ title, script }) {
  const app = hostPage({ policy: POLICY })
  const body = html`<div id="root"></div><script type="module" src="/page.js"></script>`
  app.get('/', (_request, reply) => reply.type('text/html').send(page(title, body)))
  app.get('/page.js', (_request, reply) => reply.type('text/javascript').send(script))
  return app
}
