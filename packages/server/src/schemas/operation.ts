import { problemKinds } from '../problems/http-problem.ts'
import { accessComponents } from './access.ts'
import { commonComponents } from './common.ts'
import { connectionComponents } from './connections.ts'
import { definitionComponents } from './definitions.ts'
import type { Component, JsonSchema } from './json-schema.ts'
import { component, object, ref, text } from './json-schema.ts'
import { recordComponents } from './records.ts'
import { setupComponents } from './setups.ts'

/** Every component, each once. */
export const components: readonly Component[] = Object.freeze([
  ...commonComponents,
  ...definitionComponents,
  ...connectionComponents,
  ...setupComponents,
  ...accessComponents,
  ...recordComponents,
  component('Health', 'Whether the server is well.', object({ status: text })),
])

/** An answer other than a problem. */
export interface AnswerSchema {
  readonly description: string
  /** Name of the component; absent for an answer without a body. */
  readonly of?: string
  /** Also as lines of this component. */
  readonly lines?: 'StepLine' | 'ProgressLine'
  /** Also as plain text. */
  readonly orText?: boolean
  /** Another media type, whose content is not described. */
  readonly type?: string
}

/** What a route says of itself, to those who read OpenAPI and to the validator. */
export interface Operation {
  readonly id: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly params?: JsonSchema
  readonly query?: JsonSchema
  readonly headers?: JsonSchema
  readonly body?: JsonSchema
  readonly answers: Readonly<Record<number, AnswerSchema>>
  /** Statuses of problems besides those that every route has. */
  readonly problems?: readonly number[]
  /** True where nobody has to say who they are. */
  readonly isPublic?: boolean
}

const everywhere = [400, 421, 429, 500, 503]
const behindLogin = [401, 403]
const withBody = [413, 415]
/** Problems of a body where none is asked for, but for those of GET, which nobody reads. */
export const strayBody: readonly number[] = withBody

/** The schema of a route: a query that is not described is refused. */
export function operation(from: Operation): Record<string, unknown> {
  const { id, tag, summary, description, params, query = object({}), headers, body, answers, isPublic = false } = from
  const statuses = [
    ...everywhere,
    ...(isPublic ? [] : behindLogin),
    ...(body === undefined ? [] : withBody),
    ...(from.problems ?? []),
  ]
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(isPublic ? { security: [] } : {}),
    ...(params === undefined ? {} : { params }),
    querystring: query,
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
    response: {
      ...answersOf(answers),
      ...Object.fromEntries([...new Set(statuses)].sort().map((status) => [status, problemOf(status)])),
    },
  }
}

/** Lines begin before it is known how they end, so they always come with 200. */
function answersOf(answers: Operation['answers']): Record<string, JsonSchema> {
  const all = Object.values(answers)
  const lines = all.find((answer) => answer.lines !== undefined)?.lines
  const contents = lines === undefined ? {} : { 'application/x-ndjson': { schema: ref(lines) } }
  const ownOk = answers[200] === undefined ? {} : contentOf(answers[200])
  const description = answers[200]?.description ?? 'Lines as it happens; the last one says how it ended.'
  const others = Object.entries(answers).filter(([status]) => status !== '200')
  return {
    ...(answers[200] === undefined && lines === undefined
      ? {}
      : { 200: { description, ...bodyOf({ ...ownOk, ...contents }) } }),
    ...Object.fromEntries(
      others.map(([status, answer]) => [status, { description: answer.description, ...bodyOf(contentOf(answer)) }]),
    ),
  }
}

const bodyOf = (content: JsonSchema): JsonSchema => (Object.keys(content).length === 0 ? { type: 'null' } : { content })

function contentOf({ of, type, orText = false }: AnswerSchema): JsonSchema {
  if (type !== undefined) return { [type]: { schema: text } }
  const asText = orText ? { 'text/plain': { schema: text } } : {}
  return of === undefined ? {} : { 'application/json': { schema: ref(of) }, ...asText }
}

function problemOf(status: number): JsonSchema {
  const kinds = Object.values(problemKinds)
  const description = kinds.find((kind) => kind.status === status)?.title ?? otherTitles[status] ?? 'A problem.'
  return { description, content: { 'application/problem+json': { schema: ref('Problem') } } }
}

const otherTitles: Readonly<Record<number, string>> = Object.freeze({
  409: 'This does not go together with how things are.',
  502: 'The provider was not reached, or did not answer as documented.',
  504: 'The provider did not answer in time.',
})

/** Parameters of a path. */
export const idParams: JsonSchema = object({ id: { type: 'string', minLength: 1, maxLength: 128 } })
