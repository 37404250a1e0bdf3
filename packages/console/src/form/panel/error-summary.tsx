import type { Issue } from '@connform/core'
import { useEffect, useRef } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { Message } from '../../ui/index.ts'
import type { FormField } from '../draft/form-fields.ts'
import { focusField, idOfField } from '../rjsf/field-ids.ts'
import { issueWords } from './issue-words.ts'

export interface ErrorSummaryProps {
  readonly issues: readonly Issue[]
  readonly fields: readonly FormField[]
  /** Counts the attempts to save that ended here: at each one it takes the focus. */
  readonly attempt: number
}

/** Everything that stands in the way of a save, each with a link to its field. */
export function ErrorSummary({ issues, fields, attempt }: ErrorSummaryProps) {
  const texts = useTexts()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt === 0) return
    box.current?.focus()
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [attempt])
  if (issues.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no set of fields but a list of links, focused as a whole.
    <div ref={box} tabIndex={-1} role="group" aria-label={texts.t.form.summaryTitle(issues.length)} className="summary">
      <Message tone="bad" title={texts.t.form.summaryTitle(issues.length)}>
        <ul className="summary-list">
          {issues.map((issue) => {
            const field = fields.find((one) => one.key === issue.path[0])
            const words = issueWords(issue, field?.schema.title ?? issue.path[0] ?? '', texts)
            return (
              <li key={`${issue.path.join('.')}:${issue.code}`}>
                {field === undefined ? (
                  words
                ) : (
                  <a
                    href={`#${idOfField(field.key)}`}
                    onClick={(event) => {
                      event.preventDefault()
                      focusField(field.key)
                    }}
                  >
                    {words}
                  </a>
                )}
              </li>
            )
          })}
        </ul>
      </Message>
    </div>
  )
}
