import type { Connform } from 'connform'
import type { Bare, Value } from './bare.ts'

/** Connections on a page. */
export const PAGE = 50

/** What of a connection is stored as JSON: without reading it, its values are not at hand. */
const jsonColumns = ['field_values', 'search_terms', 'secret_fields', 'last_test'] as const

type Row = Readonly<Record<string, unknown>>

/** The rows of a statement as objects. */
export async function readPage(bare: Bare, text: string, values: readonly Value[]): Promise<readonly Row[]> {
  const rows = await bare.all(text, values)
  return rows.map((row) => {
    const read: Record<string, unknown> = { ...row }
    for (const column of jsonColumns) {
      const json = row[column]
      if (typeof json === 'string') read[column] = JSON.parse(json)
    }
    return read
  })
}

/** What is compared has to find the same, or the times say nothing. */
export function agree(
  name: string,
  { connections }: Awaited<ReturnType<Connform['connections']['list']>>,
  rows: readonly Row[],
): void {
  const ours = connections.map(({ id }) => id)
  const theirs = rows.slice(0, PAGE).map((row) => row['id'])
  if (ours.length > 0 && JSON.stringify(ours) === JSON.stringify(theirs)) return
  throw new Error(`${name}: connform finds ${ours.length} connections, the bare statement ${theirs.length} or others.`)
}
