import { type FormEvent, useId, useState } from 'react'
import type { Setup, SetupDocument } from '../api/setup-types.ts'
import { useRemoveSetup } from '../api/setups.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, Checkbox, Dialog, Field, TextInput, useToasts } from '../ui/index.ts'

export interface RemoveSetupDialogProps {
  readonly setup: Setup
  readonly document: SetupDocument
  readonly onClose: () => void
  readonly onRemoved?: (() => void) | undefined
}

/** Says what ends and what stays, in the document's words, and has the name typed. */
export function RemoveSetupDialog({ setup, document, onClose, onRemoved }: RemoveSetupDialogProps) {
  const { t } = useTexts()
  const { show } = useToasts()
  const form = useId()
  const { id, name } = setup
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const [keepConnections, setKeepConnections] = useState(false)
  const remove = useRemoveSetup()
  const hasMade = Object.values(setup.slots).some(({ made, connection }) => made && connection !== null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (remove.isPending) return
    const matches = typed.trim() === name.trim()
    setWrong(!matches)
    if (!matches) return
    remove.mutate(
      { id, keepConnections },
      {
        onSuccess: () => {
          show({ text: t.setups.removed(name) })
          onClose()
          onRemoved?.()
        },
      },
    )
  }
  return (
    <Dialog
      title={t.setups.removeTitle(name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button type="submit" form={form} variant="danger" busy={remove.isPending}>
            {t.setups.removeButton}
          </Button>
        </>
      }
    >
      <p>{document.removal}</p>
      <form id={form} onSubmit={submit} className="setup-remove">
        <Field
          label={t.connections.deleteType(name)}
          error={wrong ? t.connections.deleteMismatch(name) : undefined}
          className="field-type-name"
        >
          {(control) => <TextInput {...control} value={typed} onChange={({ target }) => setTyped(target.value)} />}
        </Field>
        {hasMade && (
          <Checkbox
            label={t.setups.keepConnections}
            help={t.setups.removeConnections}
            checked={keepConnections}
            onChange={({ target }) => setKeepConnections(target.checked)}
          />
        )}
      </form>
      {remove.error !== null && <ProblemMessage error={remove.error} />}
    </Dialog>
  )
}
