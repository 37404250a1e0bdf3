import type { Connform } from 'connform'
import type { FastifyRequest } from 'fastify'
import { inChildSpan } from '../telemetry/spans.ts'
import { stateOf } from './request-state.ts'

/**
 * Calls connform for a request: as the principal's tenant, in its name, as a span of its own.
 *
 * @param name of the span, such as `connections.create`
 */
export function callConnform<T>(
  request: FastifyRequest,
  name: string,
  run: (connform: Connform) => T | Promise<T>,
): Promise<T> {
  const { connform, span } = stateOf(request)
  if (connform === undefined) throw new Error('A route without a role called connform.')
  return inChildSpan(span, `connform.${name}`, () => run(connform))
}
