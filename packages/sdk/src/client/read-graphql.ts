import { UnexpectedAnswerError } from '@connform/core'
import type { ClientAnswer, GraphqlAnswer, GraphqlError } from './client.ts'

/**
 * Reads the result of a query: data and errors apart. Throws `ERR_UNEXPECTED_ANSWER` where there is neither.
 * https://spec.graphql.org/October2021/#sec-Response-Format
 *
 * @param complexityHeader where the provider says what the query counted as
 */
export function readGraphql({ status, data, headers }: ClientAnswer, complexityHeader?: string): GraphqlAnswer {
  const result = membersOf(data)
  const errors = Array.isArray(result['errors']) ? result['errors'].flatMap(readError) : []
  if (result['data'] === undefined && errors.length === 0) {
    throw new UnexpectedAnswerError(status, `The provider answered a query with status ${status} and no result.`)
  }
  const counted = complexityHeader === undefined ? undefined : headers[complexityHeader]
  const complexity = /^\d+$/.test(counted ?? '') ? { complexity: Number(counted) } : {}
  return { status, data: result['data'] ?? null, errors, ...complexity }
}

type Members = Readonly<Record<string, unknown>>

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}

/** An error without a message is none; of the other members, those that are what the specification says. */
function readError(value: unknown): GraphqlError[] {
  const { message, path, extensions } = membersOf(value)
  if (typeof message !== 'string') return []
  const place = Array.isArray(path) ? { path: path.filter(isPathSegment) } : {}
  const extended = Object.keys(membersOf(extensions)).length === 0 ? {} : { extensions: membersOf(extensions) }
  return [{ message, ...place, ...extended }]
}

const isPathSegment = (segment: unknown): segment is string | number =>
  typeof segment === 'string' || typeof segment === 'number'
