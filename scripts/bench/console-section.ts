import { coldStarts } from './console/cold-starts.ts'
import { openConsole } from './console/open-console.ts'
import { scriptSize } from './console/script-size.ts'
import { scrolling } from './console/scrolling.ts'
import type { Table } from './report.ts'

const COUNT = 10_000

/** The console's list of connections in a real browser: what it is sent, when it can be used, how it scrolls. */
export async function* consoleTables(): AsyncGenerator<Table, void, undefined> {
  const console = await openConsole(COUNT)
  try {
    yield await scriptSize(console)
    yield await coldStarts(console)
    yield await scrolling(console, COUNT)
  } finally {
    await console.close()
  }
}
