import type { Connform, ListOptions } from 'connform'
import { BLOCK, type MeasuredPair, measurePair } from '../pairs.ts'
import type { Bare, Value } from './bare.ts'
import type { Fleet } from './fleet.ts'
import { TENANT } from './fleet-tenant.ts'
import { type Position, positions } from './positions.ts'
import { agree, PAGE, readPage } from './read-page.ts'

const ROUNDS = 25 * BLOCK
const WARM_UP = 200

interface ListCase {
  readonly name: string
  readonly sort: NonNullable<ListOptions['sort']>
  /** The column of that sort. */
  readonly column: string
  readonly filter?: Pick<ListOptions, 'status' | 'definition' | 'cause'>
  /** Begins somewhere in the middle instead of at the beginning. */
  readonly isDeep: boolean
}

const cases: readonly ListCase[] = [
  { name: 'oldest first, first page', sort: { by: 'createdAt' }, column: 'created_at', isDeep: false },
  { name: 'oldest first, deep', sort: { by: 'createdAt' }, column: 'created_at', isDeep: true },
  { name: 'by name, deep', sort: { by: 'name' }, column: 'name_folded', isDeep: true },
  {
    name: 'last tested first, deep',
    sort: { by: 'testedAt', descending: true },
    column: 'tested_at',
    isDeep: true,
  },
  { name: 'by status, deep', sort: { by: 'status' }, column: 'status', isDeep: true },
  {
    name: 'failing ones by name, deep',
    sort: { by: 'name' },
    column: 'name_folded',
    filter: { status: 'failing' },
    isDeep: true,
  },
  {
    name: 'of one definition and cause, last changed first, deep',
    sort: { by: 'updatedAt', descending: true },
    column: 'updated_at',
    filter: { definition: 'akeneo-pim', cause: 'bad_credentials' },
    isDeep: true,
  },
]

/** Pages of lists beside the one statement that fetches the same rows. */
export async function listPairs(fleet: Fleet, connform: Connform, bare: Bare): Promise<MeasuredPair[]> {
  const measured: MeasuredPair[] = []
  for (const one of cases) {
    const { sort, filter = {}, isDeep } = one
    const places = positions(fleet, sort)
    const rounds = Array.from({ length: ROUNDS + WARM_UP }, (_, round) => (isDeep ? places(round) : undefined))
    const ours = (round: number) => {
      const place = rounds[round]
      return connform.connections.list({
        ...filter,
        sort,
        limit: PAGE,
        ...(place === undefined ? {} : { cursor: place.cursor }),
      })
    }
    const plain = (round: number) => readPage(bare, ...statement(one, rounds[round]))
    agree(one.name, await ours(0), await plain(0))
    measured.push(await measurePair({ name: one.name, bare: plain, ours }, { rounds: ROUNDS, warmUp: WARM_UP }))
  }
  return measured
}

/** One row more than the page, which tells whether there is another page. */
function statement({ sort, column, filter = {} }: ListCase, place: Position | undefined): [string, readonly Value[]] {
  const chosen = Object.entries(filter)
  const values: Value[] = [TENANT, ...chosen.map(([, value]) => value)]
  const filters = chosen.map(([name], index) => ` and ${name} = $${index + 2}`).join('')
  const [operator, direction] = sort.descending ? ['<', 'desc'] : ['>', 'asc']
  let after = ''
  if (place !== undefined) {
    after = ` and (${column}, id) ${operator} ($${values.length + 1}, $${values.length + 2})`
    values.push(place.key, place.id)
  }
  return [
    `select * from connections where tenant = $1 and removed_at is null${filters}${after}
     order by ${column} ${direction}, id ${direction} limit ${PAGE + 1}`,
    values,
  ]
}
