import { ConnformError, nearest, type SourceOption } from '@connform/core'
import { connectionClient } from '../client/connection-client.ts'
import { type Context, findRecord } from './context.ts'

/** Everything that can be chosen from one list of the connected system, read live and whole. */
export async function listOptions(context: Context, id: string, source: string): Promise<SourceOption[]> {
  const record = await findRecord(context, id)
  const sources = context.definitions.adapter(record.definition).options ?? {}
  const found = Object.hasOwn(sources, source) ? sources[source] : undefined
  if (found === undefined) {
    const known = Object.keys(sources)
    const meant = nearest(source, known)
    const hint = meant === undefined ? `Sources: ${known.join(', ') || 'none'}.` : `Did you mean ${meant}?`
    throw new ConnformError('ERR_OPTION_INVALID', 'This kind of connection has no such source of options.', hint)
  }
  const options: SourceOption[] = []
  for await (const entry of connectionClient(context, id).entries(found.path)) {
    const option = found.toOption(entry)
    if (option !== undefined) options.push(option)
  }
  return options
}
