import { type FormEvent, useId, useState } from 'react'
import type { Connection } from '../api/types.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, Dialog, Field, TextInput } from '../ui/index.ts'

export interface RemoveDialogProps {
  readonly connection: Connection
  readonly onClose: () => void
  readonly onRemove: (connection: Connection) => Promise<void>
  readonly onDeactivate: (connection: Connection) => void
}

/** Says what deleting does and does not do, offers what may be meant instead, and has the name typed. */
export function RemoveDialog({ connection, onClose, onRemove, onDeactivate }: RemoveDialogProps) {
  const { t } = useTexts()
  const form = useId()
  const { name, status } = connection
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    const matches = typed.trim() === name.trim()
    setWrong(!matches)
    if (!matches) return
    setBusy(true)
    setError(undefined)
    try {
      await onRemove(connection)
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={t.connections.deleteTitle(name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          {status !== 'inactive' && (
            <Button
              onClick={() => {
                onDeactivate(connection)
                onClose()
              }}
            >
              {t.connections.deactivate}
            </Button>
          )}
          <Button type="submit" form={form} variant="danger" busy={busy}>
            {t.connections.deleteButton}
          </Button>
        </>
      }
    >
      <p>{t.connections.deleteDoes}</p>
      <p>{t.connections.deleteDoesNot}</p>
      {status !== 'inactive' && <p>{t.connections.deleteInstead}</p>}
      <form id={form} onSubmit={(event) => void submit(event)}>
        <Field
          label={t.connections.deleteType(name)}
          error={wrong ? t.connections.deleteMismatch(name) : undefined}
          className="field-type-name"
        >
          {(control) => <TextInput {...control} value={typed} onChange={(event) => setTyped(event.target.value)} />}
        </Field>
      </form>
      {error !== undefined && <ProblemMessage error={error} />}
    </Dialog>
  )
}
