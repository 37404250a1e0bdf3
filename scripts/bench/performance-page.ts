import { renderMarkdown, type Table } from './report.ts'

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

/** The page with what was measured in the place of what it says of that; the order is that of `names`. */
export function updatePage(before: string, measured: readonly MeasuredPart[], names: readonly string[]): string {
  const blocks = names.flatMap((name) => {
    const part = measured.find((one) => one.name === name)
    const block = part === undefined ? blockOf(before, name) : renderPart(part)
    return block === undefined ? [] : [`${begin(name)}\n\n${block}\n\n${end(name)}\n`]
  })
  return [introduction, ...blocks].join('\n')
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
