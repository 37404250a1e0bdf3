import { request } from 'node:http'
import { trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { expect, onTestFinished, test } from 'vitest'
import { bench } from './support/bench.ts'
import { tokenForm } from './support/forms.ts'

const CANARY = 'canary0123456789abcdefghijklmno'

/** Each input that is a text, with something in it that was not meant for it: the whole of what may be refused. */
const requests = (
  id: string,
  setup: string,
): readonly (readonly [string, string, unknown?, Record<string, string>?])[] => [
  ['GET', `/${CANARY}`],
  ['GET', `/connections?${CANARY}=1`],
  ['GET', `/connections?search=${CANARY}&sort=${CANARY}`],
  ['GET', `/connections?status=${CANARY}`],
  ['GET', `/connections?cause=${CANARY}`],
  ['GET', `/connections?limit=${CANARY}`],
  ['GET', `/connections?cursor=${CANARY}`],
  ['GET', `/connections?cursor=${Buffer.from(JSON.stringify({ key: CANARY })).toString('base64url')}`],
  ['GET', `/connections/${CANARY}`],
  ['GET', `/connections/${id}?x=${CANARY}`],
  ['GET', `/connections/${id}/options/${CANARY}`],
  ['GET', `/connections/${CANARY}/options/channels`],
  ['DELETE', `/connections/${CANARY}`],
  ['DELETE', `/connections/${id}?purge=${CANARY}`],
  ['DELETE', `/connections/${id}`, undefined, { 'if-match': CANARY }],
  ['POST', `/connections/${CANARY}/restore`],
  ['PUT', `/connections/${id}/status`, { status: CANARY }],
  ['POST', `/connections/${id}/test`, { profile: CANARY }],
  ['POST', `/connections/${id}/test`, { [CANARY]: 1 }],
  ['POST', `/connections/${id}/authorize`, { redirectUri: CANARY }],
  ['POST', `/connections/${id}/authorize`, { redirectUri: `https://${CANARY}.example/` }],
  ['POST', `/connections/${id}/authorize`, { openerOrigin: `https://${CANARY}.example` }],
  ['POST', '/connections', { definition: CANARY, input: {} }],
  ['POST', '/connections', { definition: 'bigcommerce-rest', input: { [CANARY]: 1 } }],
  ['POST', '/connections', { definition: 'bigcommerce-rest', input: { accessToken: { sealed: CANARY } } }],
  ['POST', '/connections', { definition: 'bigcommerce-rest', input: { accessToken: CANARY } }],
  ['POST', '/connections', { definition: 'bigcommerce-rest', input: { authType: CANARY } }],
  ['POST', '/connections', { definition: 'bigcommerce-rest', input: {}, profile: CANARY }],
  ['POST', '/connections', { definition: 'bigcommerce-rest', input: {}, verify: CANARY }],
  ['PATCH', `/connections/${id}`, { patch: { storeHash: CANARY, accessToken: CANARY } }],
  ['PATCH', `/connections/${id}`, { patch: {}, reentry: CANARY }],
  ['PATCH', `/connections/${id}`, { patch: {} }, { 'if-match': `"${CANARY}"` }],
  ['POST', `/connections/${id}/reauthorize`, { patch: { authType: CANARY } }],
  ['GET', `/definitions/${CANARY}`],
  ['GET', `/definitions/bigcommerce-rest?for=${CANARY}`],
  ['GET', `/definitions/bigcommerce-rest?for=edit&authType=${CANARY}`],
  ['POST', `/definitions/${CANARY}/validate`, { input: {} }],
  ['POST', '/derive', { text: 'x', definition: CANARY }],
  ['POST', '/derive', { text: [CANARY] }],
  ['POST', '/derive', `{"text": "${CANARY}`],
  ['POST', '/derive', CANARY],
  ['POST', '/derive', CANARY, { 'content-type': CANARY }],
  ['GET', `/sealing-key?definition=${CANARY}`],
  ['GET', `/setups/documents/${CANARY}`],
  ['GET', `/setups?document=${CANARY}`],
  ['GET', `/setups?search=${CANARY}&status=${CANARY}`],
  ['GET', `/setups/${CANARY}`],
  ['GET', `/setups/${setup}/slots/${CANARY}`],
  ['GET', `/setups/${CANARY}/slots/store`],
  ['GET', `/setups/${setup}/options/${CANARY}`],
  ['GET', `/setups/${setup}/options/store.${CANARY}`],
  ['GET', `/setups/${setup}/options/host.${CANARY}`],
  ['GET', `/setups/${setup}/options/${CANARY}.from`],
  ['GET', `/setups/${setup}/options/displayType?settings=${CANARY}`],
  ['GET', `/setups/${setup}/options/storefront?settings={"channel":"${CANARY}"}`],
  ['POST', '/setups', { document: CANARY }],
  ['POST', '/setups', { document: 'akeneo-app', [CANARY]: 1 }],
  ['POST', '/setups', { document: 'celigo-rest', connect: { slot: CANARY, values: {} } }],
  ['POST', '/setups', { document: 'celigo-rest', connect: { slot: 'store', values: { accessToken: CANARY } } }],
  ['PUT', `/setups/${setup}/slots/${CANARY}`, { values: {} }],
  ['PUT', `/setups/${setup}/slots/store`, { connection: CANARY }],
  ['PUT', `/setups/${setup}/slots/store`, { values: { accessToken: CANARY } }],
  ['PUT', `/setups/${setup}/slots/store`, { values: { accessToken: CANARY, storeHash: 'ci4bzn8adz' } }],
  ['PUT', `/setups/${setup}/slots/store`, { values: { accessToken: { sealed: CANARY } } }],
  ['PUT', `/setups/${setup}/slots/store`, { values: { storeHash: CANARY, clientSecret: CANARY } }],
  ['PUT', `/setups/${setup}/slots/store`, { values: { [CANARY]: 1 } }],
  ['PUT', `/setups/${setup}/slots/store`, { values: {}, confirm: [CANARY] }],
  ['PUT', `/setups/${setup}/slots/store`, { [CANARY]: {} }],
  ['PUT', `/setups/${setup}/slots/store`, { values: {} }, { 'if-match': CANARY }],
  ['POST', `/setups/${setup}/slots/${CANARY}/test`],
  ['PATCH', `/setups/${setup}/settings`, { settings: { displayType: CANARY } }],
  ['PATCH', `/setups/${setup}/settings`, { settings: { locale: CANARY } }],
  ['PATCH', `/setups/${setup}/settings`, { settings: { [CANARY]: 1 } }],
  ['PATCH', `/setups/${setup}/settings`, { settings: {}, section: CANARY }],
  ['PATCH', `/setups/${setup}/settings`, { settings: CANARY }],
  ['POST', `/setups/${setup}/reset`, { kind: CANARY }],
  ['POST', `/setups/${CANARY}/use`],
  ['DELETE', `/setups/${CANARY}`],
  ['POST', '/oauth-clients', { definition: CANARY, input: {} }],
  ['POST', '/oauth-clients', { definition: 'bigcommerce-rest', input: { clientSecret: CANARY } }],
  ['GET', `/oauth-clients/${CANARY}`],
  ['PATCH', `/oauth-clients/${CANARY}`, { patch: {} }],
  ['DELETE', `/oauth-clients/${CANARY}`],
  ['GET', `/audit?action=${CANARY}&from=${CANARY}`],
  ['GET', `/audit?after=${CANARY}`],
  ['POST', '/api-keys', { name: 'A', role: CANARY }],
  ['POST', '/api-keys', { name: 'A', role: 'viewer', expiresAt: CANARY }],
  ['DELETE', `/api-keys/${CANARY}`],
  ['GET', '/session', undefined, { 'x-connform-tenant': CANARY }],
  ['GET', '/session', undefined, { authorization: `Bearer ${CANARY}` }],
  ['GET', '/session', undefined, { authorization: CANARY }],
  ['POST', '/session', { token: CANARY }],
  ['GET', '/nothing', undefined, { 'x-request-id': `<${CANARY}>` }],
  [CANARY.toUpperCase().replace(/\d/g, ''), '/session'],
  ['GET', `/connections/${id}/proxy/..%2f${CANARY}`],
  ['GET', `/connections/${CANARY}/proxy/v3`],
  ['GET', `/oauth/callback?code=${CANARY}&state=${CANARY}`],
  ['GET', `/oauth/callback?error=${CANARY}&error_description=${CANARY}&state=${CANARY}`],
]

test('no refusal repeats what was asked, be it in an answer, the log, the metrics or a span', async () => {
  const exporter = new InMemorySpanExporter()
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
  onTestFinished(() => trace.disable())
  const here = await bench()
  here.hide(CANARY)
  const admin = await here.as('admin')
  const made = await admin.post('/connections', { definition: 'bigcommerce-rest', input: tokenForm(here.sandbox) })
  const key = await here.connform.access.createKey({ name: 'raw', role: 'admin' })
  const secret = key.ok ? key.secret.reveal() : ''
  here.hide(secret)
  const repeated: string[] = []
  const setup = await admin.post('/setups', { document: 'akeneo-app' })
  for (const [method, path, body, headers = {}] of requests(made.body.connection.id, setup.body.setup.id)) {
    const answer = await raw(`${here.url}/api/v1${path}`, {
      method,
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      headers: { authorization: `Bearer ${secret}`, ...headers },
    })
    // A page of its own, and whatever is refused by a word: none of it may say more than that it is wrong.
    if (/canary/i.test(answer)) repeated.push(`${method} ${path} ${JSON.stringify(body)}\n${answer}`)
  }
  expect(repeated).toEqual([])
  const spans = exporter
    .getFinishedSpans()
    .map(({ name, attributes, events, status }) => [name, attributes, events, status])
  const metrics = (await admin.get('/metrics')).text
  expect(`${JSON.stringify(spans)}\n${metrics}\n${here.log()}`).not.toMatch(/canary/i)
})

interface Asked {
  readonly method: string
  readonly body: string | undefined
  readonly headers: Record<string, string>
}

/** The whole answer, headers included. */
const raw = (url: string, { method, body, headers }: Asked): Promise<string> =>
  new Promise((resolve, reject) => {
    const length =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const { hostname, port } = new URL(url)
    const path = url.slice(url.indexOf('/api/'))
    const asked = request({ hostname, port, path, method, headers: { ...length, ...headers } }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.once('end', () =>
        resolve(`${answer.statusCode}\n${answer.rawHeaders.join('\n')}\n${Buffer.concat(pieces)}`),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
