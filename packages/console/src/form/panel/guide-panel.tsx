import type { Definition } from '@connform/core'
import { useEffect, useRef } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button } from '../../ui/index.ts'
import type { FormField } from '../draft/form-fields.ts'

export interface GuidePanelProps {
  readonly definition: Definition
  /** The field that has the focus, or had it last. */
  readonly field: FormField | undefined
  /** Key of the guide that is shown where the field has none. */
  readonly general?: string | undefined
  /** Counts the wishes to be moved here. */
  readonly wish: number
  readonly onBack: (key: string) => void
}

/** The numbered steps for the field one is in; asked for by its button, it takes the focus and gives it back. */
export function GuidePanel({ definition, field, general, wish, onBack }: GuidePanelProps) {
  const { t } = useTexts()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (wish === 0) return
    heading.current?.focus()
    heading.current?.scrollIntoView({ block: 'nearest' })
  }, [wish])
  const key = field?.hint.guide ?? general
  const guide = key === undefined ? undefined : definition.guides[key]
  return (
    <div className="guide">
      <h3 ref={heading} tabIndex={-1} className="guide-title">
        {guide?.title ?? t.form.guides}
      </h3>
      {guide === undefined ? (
        <p className="quiet">{t.form.noGuide}</p>
      ) : (
        <>
          <ol className="guide-steps">
            {guide.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {guide.note !== undefined && <p className="guide-note">{guide.note}</p>}
          {field !== undefined && (
            <Button variant="quiet" onClick={() => onBack(field.key)}>
              {t.form.backToField(field.schema.title)}
            </Button>
          )}
        </>
      )}
      <p className="small">
        <a href={definition.documentation} target="_blank" rel="noreferrer">
          {t.form.documentation}
        </a>
      </p>
    </div>
  )
}
