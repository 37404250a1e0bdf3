import { buildSchema, executeSync, GraphQLError, parse, validate } from 'graphql'
import { type Answer, jsonAnswer } from '../../http/answer.ts'
import { readJsonObject } from '../../http/body-fields.ts'
import type { AuthorisedCall } from '../call.ts'
import { localesOf } from './locales.ts'

/**
 * The one query of the admin's GraphQL that is served. Types that the documentation does not name are guesses, and so
 * are the errors. https://developer.bigcommerce.com/docs/store-operations/settings/locales
 */
const typeDefinitions = `
type Query { store: Store! }
type Store { locales(input: LocalesInput!): LocaleConnection }
input LocalesInput { channelId: ID! }
type LocaleConnection { edges: [LocaleEdge] }
type LocaleEdge { node: Locale! }
type Locale { code: String! status: LocaleStatus! isDefault: Boolean! }
enum LocaleStatus { ACTIVE INACTIVE }
`

interface LocalesArguments {
  readonly input: { readonly channelId: string }
}

/** `POST /stores/{store_hash}/graphql`. */
export const adminGraphql = (): ((call: AuthorisedCall) => Answer) => {
  const schema = buildSchema(typeDefinitions)
  return ({ request, records }) => {
    const { query, variables } = readJsonObject(request.body) ?? {}
    if (typeof query !== 'string') return jsonAnswer(400, errorsOf(['The body must be a JSON object with a query.']))
    const locales = ({ input: { channelId } }: LocalesArguments): object => {
      const channel = records.channels.find(({ id }) => `bc/store/channel/${id}` === channelId)
      if (channel === undefined) throw new GraphQLError('There is no such channel.')
      return { edges: localesOf(channel).map((node) => ({ node })) }
    }
    try {
      const document = parse(query)
      const mistakes = validate(schema, document)
      if (mistakes.length > 0) return jsonAnswer(200, { errors: mistakes })
      const variableValues = typeof variables === 'object' && variables !== null ? { ...variables } : {}
      const { data, errors } = executeSync({ schema, document, rootValue: { store: { locales } }, variableValues })
      return jsonAnswer(200, { ...(errors && { errors }), data: data ?? null })
    } catch (error) {
      if (error instanceof GraphQLError) return jsonAnswer(200, { errors: [error] })
      throw error
    }
  }
}

const errorsOf = (messages: readonly string[]) => ({ errors: messages.map((message) => ({ message })) })
