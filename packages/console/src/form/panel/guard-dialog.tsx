import type { Guard } from '../../api/setup-types.ts'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, Dialog } from '../../ui/index.ts'
import { type Effect, ResetEffects } from './reset-effects.tsx'

/** The names of a guard in the words of its setup. */
export interface GuardWords {
  /** Titles of the fields. */
  readonly fields: readonly string[]
  readonly reset: { readonly title: string; readonly text: string }
  readonly effect: Effect
}

export interface GuardDialogProps {
  readonly guard: Guard
  readonly words: GuardWords
  readonly busy?: boolean
  /** Nothing is done, and what was typed stays. */
  readonly onClose: () => void
  readonly onConfirm: () => void
}

/** Asks before a change of what was imported with: why it is dangerous, what it resets, and what that forgets and keeps. */
export function GuardDialog({ guard, words, busy = false, onClose, onConfirm }: GuardDialogProps) {
  const { t } = useTexts()
  return (
    <Dialog
      title={t.setups.guardTitle}
      onClose={onClose}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            {t.setups.guardConfirm}
          </Button>
        </>
      }
    >
      <p>{t.setups.guardFields(words.fields.join(', '))}</p>
      <p>{guard.warning}</p>
      <p>
        {t.setups.guardReset}: <strong>{words.reset.title}</strong>
      </p>
      {words.effect !== 'settings' && <p>{words.reset.text}</p>}
      <ResetEffects effect={words.effect} />
    </Dialog>
  )
}
