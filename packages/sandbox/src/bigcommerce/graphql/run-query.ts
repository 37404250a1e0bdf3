import { executeSync, GraphQLError, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql'
import { type Answer, jsonAnswer, withHeaders } from '../../http/answer.ts'
import { contentTypeOf, JSON_TYPE, readJsonObject } from '../../http/body-fields.ts'
import type { ApiRequest } from '../../http/read-request.ts'
import { costOf } from './complexity.ts'
import { rootValue, type Viewer } from './root-value.ts'
import { withoutDataWhereRefused } from './scope-guard.ts'

const MAX_COMPLEXITY = 10_000
const MAX_DEPTH = 16

export const errorsAnswer = (status: number, ...messages: readonly string[]): Answer =>
  jsonAnswer(status, { errors: messages.map((message) => ({ message })) })

/**
 * Runs the operation in a request's body. A well-formed request is answered with 200 whatever its query does, as the
 * GraphQL over HTTP specification has it (section 6.4.1). https://graphql.github.io/graphql-over-http/
 */
export const runQuery = (request: ApiRequest, schema: GraphQLSchema, viewer: Viewer): Answer => {
  const body = contentTypeOf(request) === JSON_TYPE ? readJsonObject(request.body) : undefined
  const { query, variables, operationName } = body ?? {}
  if (typeof query !== 'string') return errorsAnswer(400, 'The body must be a JSON object with a query.')
  try {
    return answerTo({ query, variables: objectOf(variables), operationName: textOf(operationName) }, schema, viewer)
  } catch (error) {
    if (error instanceof GraphQLError) return jsonAnswer(200, { errors: [error] })
    throw error
  }
}

interface Operation {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | null
}

const answerTo = ({ query, variables, operationName }: Operation, schema: GraphQLSchema, viewer: Viewer): Answer => {
  const document = parse(query)
  const mistakes = validate(schema, document)
  if (mistakes.length > 0) return jsonAnswer(200, { errors: mistakes })
  const operation = getOperationAST(document, operationName)
  if (!operation) return errorsAnswer(200, 'The operation to run is not in the query.')

  const { complexity, depth } = costOf(operation, document, variables)
  const headers = { 'X-Bc-Graphql-Complexity': String(complexity) }
  const refusal = complexity > MAX_COMPLEXITY ? tooComplex(complexity) : depth > MAX_DEPTH ? tooDeep : undefined
  if (refusal !== undefined) return withHeaders(errorsAnswer(200, refusal), headers)
  const result = executeSync({
    schema,
    document,
    rootValue: rootValue(viewer),
    variableValues: { ...variables },
    operationName,
  })
  const { data, errors } = result
  const formatted = { ...(errors && { errors: errors.map((error) => error.toJSON()) }), data: data ?? null }
  return withHeaders(jsonAnswer(200, withoutDataWhereRefused(formatted)), headers)
}

const tooComplex = (score: number): string =>
  `The query is too complex as it has a complexity score of ${score} out of ${MAX_COMPLEXITY}. ` +
  'Please remove some elements and try again'

const tooDeep = `Query exceeds the maximum depth of ${MAX_DEPTH}.`

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
