import {
  type Adapter,
  ConnformError,
  nearest,
  type OptionSource,
  type SourceOption,
  UnexpectedAnswerError,
} from '@connform/core'
import type { Client, ClientAnswer } from '../client/client.ts'
import { connectionClient } from '../client/connection-client.ts'
import { noList } from '../client/no-list.ts'
import { type Context, findRecord } from './context.ts'

/** Everything that can be chosen from one list of the connected system, read live and whole. */
export async function listOptions(context: Context, id: string, source: string): Promise<SourceOption[]> {
  const record = await findRecord(context, id)
  const adapter = context.definitions.adapter(record.definition)
  const sources = adapter.options ?? {}
  const found = Object.hasOwn(sources, source) ? sources[source] : undefined
  if (found === undefined) {
    const known = Object.keys(sources)
    const meant = nearest(source, known)
    const hint = meant === undefined ? `Sources: ${known.join(', ') || 'none'}.` : `Did you mean ${meant}?`
    throw new ConnformError('ERR_OPTION_INVALID', 'This kind of connection has no such source of options.', hint)
  }
  const client = connectionClient(context, id)
  for (let way: OptionSource | undefined = found; way !== undefined; way = way.otherwise) {
    const options = await optionsBy(client, adapter, way)
    if (options !== undefined) return options
  }
  return []
}

/** Statuses of a provider that does not let a connection go this way, or does not have it. */
const REFUSALS: readonly number[] = Object.freeze([403, 404, 405])

/** Undefined where another way is to be tried. Every other failure is thrown, as is that of the last way. */
async function optionsBy(client: Client, adapter: Adapter, way: OptionSource): Promise<SourceOption[] | undefined> {
  const { path, body, entriesOf, otherwise } = way
  const options: SourceOption[] = []
  const take = (entry: unknown): void => {
    const option = way.toOption(entry)
    if (option !== undefined) options.push(option)
  }
  try {
    if (entriesOf === undefined) {
      for await (const entry of client.entries(path)) take(entry)
    } else {
      const answer = await client.request(body === undefined ? 'GET' : 'POST', path, body === undefined ? {} : { body })
      const entries = answer.ok ? entriesOf(answer.data) : undefined
      if (entries === undefined && answer.ok && otherwise !== undefined) return undefined
      for (const entry of entries ?? noEntries(answer, adapter)) take(entry)
    }
    return options
  } catch (error) {
    const isRefusal = error instanceof UnexpectedAnswerError && REFUSALS.includes(error.status)
    if (isRefusal && otherwise !== undefined) return undefined
    throw error
  }
}

function noEntries(answer: ClientAnswer, adapter: Adapter): never {
  throw noList(answer, adapter)
}
