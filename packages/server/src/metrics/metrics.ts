import type { Cause } from 'connform'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What is counted, in a registry of its own: several servers in one process do not know of each other. */
export interface Metrics {
  readonly contentType: string
  requestBegun(): void
  /** @param route the pattern, never the path */
  requestEnded(request: { readonly method: string; readonly route: string; readonly status: number }, ms: number): void
  tested(cause: Cause): void
  /** In the text format of Prometheus. */
  print(): Promise<string>
}

/** Seconds: from a read of the database to a test that waits for a provider. */
const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Labels have few values each: no tenants, no ids. https://prometheus.io/docs/practices/naming/ */
export function serverMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const duration = new Histogram({
    name: 'connform_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last one of its answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets,
    registers,
  })
  const inFlight = new Gauge({
    name: 'connform_http_requests_in_flight',
    help: 'Requests that are being answered.',
    registers,
  })
  const tests = new Counter({
    name: 'connform_connection_tests_total',
    help: 'Tests of connections, by what they found.',
    labelNames: ['cause'] as const,
    registers,
  })
  return Object.freeze<Metrics>({
    contentType: registry.contentType,
    requestBegun: () => inFlight.inc(),
    requestEnded: ({ method, route, status }, ms) => {
      inFlight.dec()
      duration.observe({ method, route, status }, ms / 1000)
    },
    tested: (cause) => tests.inc({ cause }),
    print: () => registry.metrics(),
  })
}
