// `npm run bench`: each measurement beside a bare one and what a user would pick instead, as ratios from one run.
import { cpus } from 'node:os'
import { browserSize } from './browser-size.ts'
import { ndjsonReport, renderNdjson } from './ndjson-section.ts'
import { prepareSections } from './prepare-section.ts'
import { renderSection, type Section } from './report.ts'
import { startSection } from './start-section.ts'
import { vaultSections } from './vault-section.ts'

const parts: Readonly<Record<string, () => Promise<string[]>>> = {
  prepare: async () => (await prepareSections()).map(renderSection),
  vault: async () => (await vaultSections()).map(renderSection),
  start: async () => [renderSection(startSection() satisfies Section)],
  ndjson: async () => renderNdjson(ndjsonReport()),
  size: async () => [await browserSize()],
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length > 0) {
  console.error(`Unknown part ${unknown.join(', ')}. Parts: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const text of await measure()) console.log(`${text}\n`)
}
