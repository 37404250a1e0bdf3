/** A row of the checklist: what a page says, and the tests that prove it. */
export interface ChecklistRow {
  /** Letter of the page and number within it, for example `U12`. */
  readonly id: string
  readonly says: string
  readonly tests: readonly ChecklistTest[]
  /** Why nothing has to be proved, where a sentence is about somebody else's product. */
  readonly reason: string | undefined
}

export interface ChecklistTest {
  readonly file: string
  readonly title: string
}

const row = /^\| ([A-Z]+\d+) \| (.+?) \| (.+?) \|$/
const test = /^`([^`]+)` › (.+)$/
const reason = /^Not ours: (.+)$/

/**
 * Reads the tables of `docs/seeds.md`. Throws for a row that names neither a test nor a reason: a checklist that cannot
 * be read proves nothing.
 */
export function readChecklist(markdown: string): ChecklistRow[] {
  return markdown.split('\n').flatMap((line): ChecklistRow[] => {
    if (!/^\| [A-Z]+\d+ \|/.test(line)) return []
    const [, id, says, proof] = row.exec(line) ?? []
    if (id === undefined || says === undefined || proof === undefined) throw new Error(`No row: ${line}`)
    const why = reason.exec(proof)?.[1]
    if (why !== undefined) return [{ id, says, tests: [], reason: why }]
    return [{ id, says, tests: proof.split('<br>').map((cell) => readTest(id, cell)), reason: undefined }]
  })
}

function readTest(id: string, cell: string): ChecklistTest {
  const [, file, title] = test.exec(cell.trim()) ?? []
  if (file === undefined || title === undefined) throw new Error(`${id} names no test: ${cell}`)
  return { file, title: title.replaceAll('\\|', '|') }
}
