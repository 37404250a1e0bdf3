// `npm run bench -- [PART …] [--write] [--rows N] [--seconds N]`: each measurement beside a bare one, as ratios from one run. Without a
// part, those that take a minute or less. `--write` puts what was measured into docs/performance.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { browserSize } from './browser-size.ts'
import { consoleTables } from './console-section.ts'
import { fleetTables } from './fleet-section.ts'
import { describeMachine } from './machine.ts'
import { ndjsonTables } from './ndjson-section.ts'
import { type MeasuredPart, updatePage } from './performance-page.ts'
import { prepareSections } from './prepare-section.ts'
import { renderText, sectionTable, type Table } from './report.ts'
import { requestSection } from './request-section.ts'
import { serverSection } from './server-section.ts'
import { startSection } from './start-section.ts'
import { vaultSections } from './vault-section.ts'

interface MeasureOptions {
  /** Of the databases of `fleet`. */
  readonly rows: number
  /** How long `server` holds each load. */
  readonly seconds: number
}

interface Part {
  readonly title: string
  readonly measure: (options: MeasureOptions) => Promise<readonly Table[]> | AsyncIterable<Table>
  /** Takes so long that it has to be asked for. */
  readonly isLong?: true
}

const parts: Readonly<Record<string, Part>> = {
  prepare: { title: 'Checking a form', measure: async () => (await prepareSections()).map(sectionTable) },
  vault: { title: 'Sealing and opening', measure: async () => (await vaultSections()).map(sectionTable) },
  request: { title: 'Asking a provider', measure: async () => [sectionTable(await requestSection())] },
  start: { title: 'Starting the command line program', measure: async () => [sectionTable(startSection())] },
  ndjson: { title: 'Files of many forms', measure: async () => ndjsonTables(), isLong: true },
  size: { title: 'In a page', measure: async () => [await browserSize()] },
  fleet: { title: 'Many connections', measure: ({ rows }) => fleetTables(rows), isLong: true },
  server: {
    title: 'Over HTTP',
    measure: async ({ seconds }) => [await serverSection(seconds)],
    isLong: true,
  },
  console: { title: 'In a browser', measure: consoleTables, isLong: true },
}

const page = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean', default: false },
    rows: { type: 'string', default: process.env['BENCH_ROWS'] ?? '1000000' },
    seconds: { type: 'string', default: '60' },
  },
})
const [rows, seconds] = [Number(values.rows), Number(values.seconds)]
const unknown = positionals.filter((name) => !Object.hasOwn(parts, name))
const isUnderstood = unknown.length === 0 && Number.isInteger(rows) && rows >= 10_000 && seconds >= 6
if (!isUnderstood) {
  console.error(`Usage: npm run bench -- [${Object.keys(parts).join('|')} …] [--write] [--rows N] [--seconds N]`)
  console.error('  N rows from 10000 for fleet, N seconds from 6 for each load of server.')
  process.exit(2)
}

const machine = describeMachine()
console.log(`${machine.join('\n')}\n`)
const measured: MeasuredPart[] = []
for (const [name, { title, measure, isLong = false }] of Object.entries(parts)) {
  if (positionals.length === 0 ? isLong : !positionals.includes(name)) continue
  const tables: Table[] = []
  for await (const table of await measure({ rows, seconds })) {
    tables.push(table)
    console.log(`${renderText(table)}\n`)
  }
  const command = `npm run bench -- ${name}${optionsOf(name)}`
  measured.push({ name, title, tables, command, machine, measuredAt: new Date().toISOString() })
  if (values.write) writePage()
}

/** What was asked for beside the part, where it changes what is measured. */
function optionsOf(name: string): string {
  if (name === 'fleet' && rows !== 1_000_000) return ` --rows ${rows}`
  return name === 'server' && seconds !== 60 ? ` --seconds ${seconds}` : ''
}

function writePage(): void {
  const before = existsSync(page) ? readFileSync(page, 'utf8') : ''
  writeFileSync(page, updatePage(before, measured, Object.keys(parts)))
}
