import { context, INVALID_TRACEID, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { FastifyRequest } from 'fastify'
import { codeOf } from '../problems/code-of.ts'

const NAME = '@connform/server'

/**
 * The span of a request, a child of the caller's where it sent one. Holds the route's pattern, never the path: that has
 * ids, and a query may have anything. Names are those of OpenTelemetry's conventions for HTTP.
 * https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export function startRequestSpan(request: FastifyRequest): Span {
  const route = request.routeOptions.url
  const attributes = {
    'http.request.method': request.method,
    'url.scheme': request.protocol,
    ...(route === undefined ? {} : { 'http.route': route }),
  }
  const parent = propagation.extract(context.active(), request.headers)
  const name = route === undefined ? request.method : `${request.method} ${route}`
  return trace.getTracer(NAME).startSpan(name, { kind: SpanKind.SERVER, attributes }, parent)
}

/** Ends the span of a request; only our own faults are errors of a server. */
export function endRequestSpan(span: Span, status: number): void {
  span.setAttribute('http.response.status_code', status)
  if (status >= 500) {
    span.setAttribute('error.type', String(status))
    span.setStatus({ code: SpanStatusCode.ERROR })
  }
  span.end()
}

/**
 * Runs something as a child of a span. A failure leaves its code there, and nothing else of it. A span without a trace
 * is what there is where the host registers nothing: its children would be as empty.
 */
export function inChildSpan<T>(parent: Span, name: string, run: () => T | Promise<T>): Promise<T> {
  if (parent.spanContext().traceId !== INVALID_TRACEID) return inNewSpan(parent, name, run)
  // What an asynchronous function around it would do, but for the turns that it takes.
  try {
    return Promise.resolve(run())
  } catch (error) {
    return Promise.reject(error)
  }
}

async function inNewSpan<T>(parent: Span, name: string, run: () => T | Promise<T>): Promise<T> {
  const within = trace.setSpan(context.active(), parent)
  const span = trace.getTracer(NAME).startSpan(name, {}, within)
  try {
    return await context.with(trace.setSpan(within, span), run)
  } catch (error) {
    span.setAttribute('error.type', codeOf(error))
    span.setStatus({ code: SpanStatusCode.ERROR })
    throw error
  } finally {
    span.end()
  }
}
