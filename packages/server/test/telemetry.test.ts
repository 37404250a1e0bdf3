import { ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterEach, expect, test, vi } from 'vitest'
import { bench } from './support/bench.ts'
import { tokenForm } from './support/forms.ts'
import { proxyBench } from './support/proxy-bench.ts'

afterEach(() => trace.disable())

/** Registers what a host would. */
function recording() {
  const exporter = new InMemorySpanExporter()
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
  return exporter
}

test('a request is a span by its route, and each call of connform a child of it, without values', async () => {
  const exporter = recording()
  const { as, sandbox } = await bench()
  const editor = await as('editor')
  const form = tokenForm(sandbox)
  const input = { ...form, name: 'Personal name' }
  const { id } = (await editor.post('/connections', { definition: 'bigcommerce-rest', input })).body.connection
  await editor.get(`/connections/${id}`)
  await editor.get('/connections?search=Personal')
  const spans = exporter.getFinishedSpans()
  const request = spans.find(({ name }) => name === 'POST /api/v1/connections')
  expect(request?.attributes).toEqual({
    'http.request.method': 'POST',
    'http.route': '/api/v1/connections',
    'http.response.status_code': 201,
    'url.scheme': 'http',
  })
  const child = spans.find(({ name }) => name === 'connform.connections.create')
  expect(child?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId)
  const all = JSON.stringify(
    spans.map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
  )
  for (const text of ['Personal', id, form['accessToken']]) expect(all).not.toContain(text)
})

test('a failure leaves its code in the span, and only what is our fault is an error of the request', async () => {
  const exporter = recording()
  const { as } = await bench()
  const viewer = await as('viewer')
  await viewer.get('/connections/none')
  const spans = exporter.getFinishedSpans()
  const [child, request] = [
    spans.find(({ name }) => name === 'connform.connections.get'),
    spans.find(({ name }) => name === 'GET /api/v1/connections/:id'),
  ]
  expect(child?.attributes).toEqual({ 'error.type': 'ERR_CONNECTION_NOT_FOUND' })
  expect(child?.status).toEqual({ code: SpanStatusCode.ERROR })
  expect(request?.status.code).toBe(SpanStatusCode.UNSET)
})

test('the span of a request ends with its connection', async () => {
  const exporter = recording()
  const gone = new AbortController()
  const { ask } = await proxyBench(() => gone.abort())
  await ask({ signal: gone.signal }).catch(() => undefined)
  const name = 'GET /api/v1/connections/:id/proxy/*'
  await vi.waitFor(() =>
    expect(exporter.getFinishedSpans().find((span) => span.name === name)?.attributes).toMatchObject({
      'http.response.status_code': 499,
    }),
  )
})

test('where the host registers nothing, nothing is recorded', async () => {
  const { as } = await bench()
  expect((await (await as('viewer')).get('/connections')).status).toBe(200)
  const exporter = recording()
  expect(exporter.getFinishedSpans()).toEqual([])
  trace.disable()
  expect(trace.getTracer('@connform/server').startSpan('x', {}, ROOT_CONTEXT).isRecording()).toBe(false)
})
