import { useState } from 'react'
import { useDefinition } from '../../api/definitions.ts'
import type { Guard, Setup, SetupDocument } from '../../api/setup-types.ts'
import { useMay } from '../../session/session-context.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, Message } from '../../ui/index.ts'
import { lockedTitle } from '../guard-words.ts'
import { ResetDialog } from './reset-dialog.tsx'

export interface CleaningBannerProps {
  readonly document: SetupDocument
  readonly setup: Setup
  readonly cleaning: Guard
}

/** What was imported no longer fits what is set, and the reset that mends it. */
export function CleaningBanner({ document, setup, cleaning }: CleaningBannerProps) {
  const { t } = useTexts()
  const mayEdit = useMay('editor')
  const [asking, setAsking] = useState(false)
  const slot = cleaning.fields.find((field) => field.includes('.'))?.split('.')[0] ?? ''
  const { data: definition } = useDefinition(document.slots[slot]?.definition)
  const fields = cleaning.fields.map((field) => lockedTitle(document, field, definition)).join(', ')
  const title = document.resets[cleaning.reset]?.title ?? cleaning.reset
  return (
    <>
      <Message
        tone="warn"
        title={t.setups.cleaningTitle}
        alert
        {...(mayEdit ? { actions: <Button onClick={() => setAsking(true)}>{t.setups.resetOf(title)}</Button> } : {})}
      >
        <p>{t.setups.cleaningFields(fields)}</p>
        <p>{cleaning.warning}</p>
      </Message>
      {asking && (
        <ResetDialog document={document} setup={setup} kind={cleaning.reset} onClose={() => setAsking(false)} />
      )}
    </>
  )
}
