import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { renderMarkdown, type Table } from './report.ts'

const file = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))

/** What was measured of one part. */
export interface MeasuredPart {
  readonly name: string
  readonly title: string
  readonly tables: readonly Table[]
  /** What repeats it. */
  readonly command: string
  readonly machine: readonly string[]
  /** ISO 8601. */
  readonly measuredAt: string
}

const introduction = `# Performance

What connform costs, each time beside the barest code that does the same, measured in one run and in turns, so that what
slows the machine slows both. Ratios carry over to other machines, times do not. This page is written by
\`npm run bench -- --write\`; a part that was not measured keeps what stood here. Nothing in the tests asserts a time.
`

const begin = (name: string): string => `<!-- bench: ${name} -->`
const end = (name: string): string => `<!-- end of bench: ${name} -->`

/** Replaces what the page says of the measured parts; the order is that of \`names\`. */
export function writePage(measured: readonly MeasuredPart[], names: readonly string[]): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const blocks = names.flatMap((name) => {
    const part = measured.find((one) => one.name === name)
    const block = part === undefined ? blockOf(before, name) : renderPart(part)
    return block === undefined ? [] : [`${begin(name)}\n\n${block}\n\n${end(name)}\n`]
  })
  writeFileSync(file, [introduction, ...blocks].join('\n'))
}

function blockOf(page: string, name: string): string | undefined {
  const from = page.indexOf(begin(name))
  const to = page.indexOf(end(name), from)
  return from === -1 || to === -1 ? undefined : page.slice(from + begin(name).length, to).trim()
}

function renderPart({ title, tables, command, machine, measuredAt }: MeasuredPart): string {
  const facts = [`Measured on ${measuredAt.slice(0, 10)}; \`${command}\` repeats it.`, ...machine]
  const list = facts.map((fact) => `- ${fact}`).join('\n')
  return [`## ${title}`, list, ...tables.map(renderMarkdown)].join('\n\n')
}
