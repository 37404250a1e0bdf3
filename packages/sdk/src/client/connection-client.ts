import { type Adapter, ConnformError, UnexpectedAnswerError } from '@connform/core'
import type { Context } from '../connections/context.ts'
import type { Client } from './client.ts'
import { forwardForConnection } from './forward-for-connection.ts'
import { noList } from './no-list.ts'
import { readGraphql } from './read-graphql.ts'
import { safePath } from './safe-path.ts'
import { sendForConnection } from './send-for-connection.ts'

/** A list that is longer does not end. */
const MAX_PAGES = 100_000

/**
 * The client of one connection. An edit through the same connform takes effect at once, one by another process within a
 * second.
 */
export function connectionClient(context: Context, id: string): Client {
  return Object.freeze<Client>({
    request: async (method, path, options = {}) =>
      (await sendForConnection(context, id, { method, pathOf: () => safePath(path), options })).answer,

    forward: (method, path, options = {}) => forwardForConnection(context, id, { method, path, options }),

    entries: async function* (path, options = {}) {
      let next: string | undefined = path
      let before = ''
      for (let page = 0; next !== undefined; page++) {
        if (page === MAX_PAGES) throw endless()
        const asked: string = next
        // The pages after the first carry the query in their path.
        const asking = page === 0 ? options : { ...options, query: {} }
        const sent = await sendForConnection(context, id, {
          method: 'GET',
          pathOf: () => safePath(asked),
          options: asking,
        })
        const { answer, adapter, baseUrl } = sent
        if (answer.status === 204) return
        const items = answer.ok ? (adapter.pages?.itemsOf(answer.data) ?? asList(answer.data)) : undefined
        if (items === undefined) throw noList(answer, adapter)
        // A list that knows no pages answers each of them with the same entries.
        const seen = JSON.stringify(items)
        if (seen === before) return
        before = seen
        yield* items
        next = adapter.pages?.nextPath({ path: sent.path, data: answer.data, baseUrl })
      }
    },

    graphql: async (query, variables = {}, options = {}) => {
      const { answer, adapter } = await sendForConnection(context, id, {
        method: 'POST',
        pathOf: graphqlPathOf,
        options: { ...options, body: { query, variables } },
      })
      return readGraphql(answer, adapter.graphqlComplexityHeader)
    },
  })
}

const asList = (data: unknown): readonly unknown[] | undefined => (Array.isArray(data) ? data : undefined)

const endless = (): ConnformError => new UnexpectedAnswerError(200, `The list does not end after ${MAX_PAGES} pages.`)

function graphqlPathOf({ graphqlPath, definition }: Adapter): string {
  if (graphqlPath !== undefined) return graphqlPath
  throw new ConnformError('ERR_UNSUPPORTED', `${definition.title} has no GraphQL.`)
}
