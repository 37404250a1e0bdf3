import type { Definition } from '@connform/core'
import type { Toast } from '../../ui/index.ts'
import { fieldsOf } from '../draft/form-fields.ts'
import { issueWords, type Speaking } from '../panel/issue-words.ts'
import type { SaveOutcome } from './save-connection.ts'

/**
 * What is said of a connection that was saved. What is doubtful about it is said with it, and stays until it is closed;
 * a notice stands in the list, as long as it is in force.
 */
export function savedToast(
  text: string,
  outcome: SaveOutcome,
  { definition, ...speaking }: Speaking & { readonly definition: Definition },
): Toast {
  const fields = fieldsOf(definition, outcome.connection.authType)
  const warnings = outcome.issues
    .filter((issue) => issue.severity === 'warning' && issue.code !== 'notice')
    .map((issue) => {
      const title = fields.find((field) => field.key === issue.path[0])?.schema.title ?? issue.path[0] ?? ''
      const words = issueWords(issue, title, speaking)
      return words === issue.message && issue.hint !== undefined ? `${words} ${issue.hint}` : words
    })
  const unknown = outcome.test?.scopes?.unknown ?? []
  if (unknown.length > 0) warnings.push(speaking.t.form.scopesUnknown(unknown.join(', ')))
  return warnings.length === 0 ? { text } : { text: [text, ...warnings].join(' '), tone: 'warn' }
}
