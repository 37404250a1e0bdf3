import { openConnform } from 'connform'
import { openBare } from './fleet/bare.ts'
import { createPair } from './fleet/create-pairs.ts'
import { type Fleet, fleets } from './fleet/fleet.ts'
import { listPairs } from './fleet/list-pairs.ts'
import { searchPairs } from './fleet/search-pairs.ts'
import { sweepSection } from './fleet/sweeps.ts'
import { BLOCK, pairsTable } from './pairs.ts'
import { formatCount, sectionTable, type Table } from './report.ts'

const aim = { at: 'p99', most: 2 } as const

/** Lists, searches, creation and sweeps over many connections, on each database beside its bare driver. */
export async function* fleetTables(count: number): AsyncGenerator<Table, void, undefined> {
  for (const open of fleets) {
    const fleet = await open(count)
    try {
      yield* tablesOf(fleet)
    } finally {
      await fleet.remove()
    }
  }
}

async function* tablesOf(fleet: Fleet): AsyncGenerator<Table, void, undefined> {
  const { release, setUp, url, keyFile, count } = fleet
  const where = `${release}, ${formatCount(count)} connections`
  const connform = await openConnform({ database: url, keys: { file: keyFile } })
  const bare = await openBare(url)
  try {
    yield pairsTable(`Pages of 50: ${where}`, await listPairs(fleet, connform, bare), {
      ...aim,
      notes: [
        'The bare one is one statement through the driver, whose JSON columns are read.',
        'A deep page begins somewhere else in every round.',
        `p50 and p99 are those of ${BLOCK} calls, and where there are more, the medians over as many blocks.`,
        setUp,
      ],
    })
    yield pairsTable(`Searches, first page of 50: ${where}`, await searchPairs(fleet, connform, bare), {
      ...aim,
      notes: [
        'The bare one is the statement that is fastest for the term: by the search index for a rare one, along the order of the list for a common one. connform is not told which it is.',
      ],
    })
    yield pairsTable(`Creating a connection: ${where}`, [await createPair(fleet, connform)], {
      ...aim,
      notes: [
        'The bare one writes the same five rows in one transaction, flushed to the disk.',
        'connform also checks the form, seals the secrets and hashes the entry of the audit.',
      ],
    })
  } finally {
    await bare.close()
    await connform.close()
  }
  yield sectionTable(await sweepSection(fleet))
}
