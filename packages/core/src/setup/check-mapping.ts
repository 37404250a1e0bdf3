import type { Issue } from '../issue.ts'
import { cleanText } from '../text/clean-text.ts'
import type { MappingRow, MappingRule } from './setup-document.ts'

const MAX_ROWS = 1000

/** Cleans the rows of a mapping; a row without both sides is left out, as an empty line of a table. Never throws. */
export function checkMapping(
  name: string,
  { title, from }: MappingRule,
  value: unknown,
): { readonly rows: readonly MappingRow[]; readonly issues: readonly Issue[] } {
  if (value === null) return { rows: [], issues: [] }
  const issue = (row: number | undefined, code: string, message: string, hint: string): Issue => ({
    path: row === undefined ? [name] : [name, String(row)],
    code,
    message,
    hint,
    severity: 'error',
  })
  const shape = 'Give a list of rows, for example [{ "from": "en_US", "to": "en" }].'
  if (!Array.isArray(value))
    return { rows: [], issues: [issue(undefined, 'type', `${title} must be a list of rows.`, shape)] }
  if (value.length > MAX_ROWS) {
    return { rows: [], issues: [issue(undefined, 'too_many', `${title} has more than ${MAX_ROWS} rows.`, shape)] }
  }
  const rows: MappingRow[] = []
  const issues: Issue[] = []
  const seen = new Set<string>()
  for (const [index, row] of value.entries()) {
    const one = textOf(row, 'from')
    const other = textOf(row, 'to')
    if (one === undefined || other === undefined) {
      issues.push(issue(index, 'type', `Row ${index + 1} of ${title} has no two sides.`, shape))
    } else if (one === '' && other === '') {
      // An empty line of the table.
    } else if (one === '' || other === '') {
      const hint = 'Choose both sides of the row, or take it out.'
      issues.push(issue(index, 'required', `Row ${index + 1} of ${title} has one side alone.`, hint))
    } else if (seen.has(one)) {
      const hint = `Each ${from.title} can be matched once: take one of the rows out.`
      issues.push(issue(index, 'duplicate', `Row ${index + 1} of ${title} matches the same entry again.`, hint))
    } else {
      seen.add(one)
      rows.push({ from: one, to: other })
    }
  }
  return { rows, issues }
}

function textOf(row: unknown, side: keyof MappingRow): string | undefined {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return undefined
  const text = (row as Partial<Record<keyof MappingRow, unknown>>)[side]
  if (text === undefined || text === null) return ''
  return typeof text === 'string' ? cleanText(text).text : undefined
}
