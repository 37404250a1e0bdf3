import type { Connform } from 'connform'
import { madeUpConnection } from 'connform-seed'
import { BLOCK, type MeasuredPair, measurePair } from '../pairs.ts'
import type { Bare, Value } from './bare.ts'
import type { Fleet } from './fleet.ts'
import { TENANT } from './fleet-tenant.ts'
import { spread } from './positions.ts'
import { agree, PAGE, readPage } from './read-page.ts'

/** What is found along the order takes long. */
const ROUNDS = { index: 5 * BLOCK, order: BLOCK } as const
const WARM_UP = 200
const MADE_UP_OF_A_KIND = 5

interface SearchCase {
  readonly name: string
  /** Another one in every round, where there are others like it. */
  readonly term: (fleet: Fleet, round: number) => string
  /** What is faster for it, which whoever writes the bare statement has to know: by the search index, or along the order. */
  readonly way: 'index' | 'order'
}

const cases: readonly SearchCase[] = [
  { name: 'one connection (its store hash)', term: hashOf, way: 'index' },
  { name: 'a few (the start of a hash)', term: (fleet, round) => hashOf(fleet, round).slice(0, 4), way: 'index' },
  { name: 'one in a hundred (two words)', term: () => 'berlin bakery', way: 'order' },
  { name: 'one in ten (a word)', term: () => 'bakery', way: 'order' },
  { name: 'two letters', term: () => 'ab', way: 'order' },
]

/** The first page of searches, oldest first, beside the statement that finds the same rows soonest. */
export async function searchPairs(fleet: Fleet, connform: Connform, bare: Bare): Promise<MeasuredPair[]> {
  const measured: MeasuredPair[] = []
  for (const { name, term, way } of cases) {
    const rounds = ROUNDS[way]
    const terms = Array.from({ length: rounds + WARM_UP }, (_, round) => term(fleet, round))
    const ours = (round: number) => connform.connections.list({ search: terms[round] ?? '', limit: PAGE })
    const plain = (round: number) => readPage(bare, ...statements[bare.kind][way]((terms[round] ?? '').toUpperCase()))
    agree(name, await ours(0), await plain(0))
    measured.push(await measurePair({ name, bare: plain, ours }, { rounds, warmUp: WARM_UP }))
  }
  return measured
}

/** Those of the first kind that is made up. */
function hashOf({ count }: Fleet, round: number): string {
  const index = spread(round, count)
  const { record } = madeUpConnection(TENANT, index - (index % MADE_UP_OF_A_KIND))
  return String(record.values['storeHash'])
}

type Statement = readonly [string, readonly Value[]]

const end = `order by connections.created_at, connections.id limit ${PAGE + 1}`
const alongOrder = (contains: string): string => `select * from connections where tenant = $1 and removed_at is null
  and exists (select 1 from connection_search as search
    where search.tenant = connections.tenant and search.id = connections.id and ${contains}) ${end}`

const statements: Readonly<Record<Bare['kind'], Readonly<Record<SearchCase['way'], (part: string) => Statement>>>> =
  Object.freeze({
    sqlite: {
      index: (part) => [
        `select connections.* from connection_search_index
         cross join connection_search as search on search.row = connection_search_index.rowid
         cross join connections on connections.tenant = search.tenant and connections.id = search.id
         where connection_search_index match $1 and search.tenant = $2 and instr(search.text, $3) > 0
           and connections.removed_at is null ${end}`,
        [trigramsOf(part), TENANT, part],
      ],
      order: (part) => [alongOrder('instr(search.text, $2) > 0'), [TENANT, part]],
    },
    postgres: {
      index: (part) => [
        `select connections.* from connection_search as search
         join connections on connections.tenant = search.tenant and connections.id = search.id
         where search.tenant = $1 and search.text like $2 and connections.removed_at is null ${end}`,
        [TENANT, `%${part}%`],
      ],
      order: (part) => [alongOrder('strpos(search.text, $2) > 0'), [TENANT, part]],
    },
  })

function trigramsOf(part: string): string {
  const trigrams = new Set([...part].slice(2).map((_, index) => part.slice(index, index + 3)))
  return [...trigrams].map((trigram) => `"${trigram}"`).join(' AND ')
}
