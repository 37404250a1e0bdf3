import type { ResetKind, Setup, SetupDocument } from '../../api/setup-types.ts'
import { useResetSetup } from '../../api/setups.ts'
import { ResetEffects } from '../../form/panel/reset-effects.tsx'
import { ProblemMessage } from '../../shell/problem-message.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, Dialog, useToasts } from '../../ui/index.ts'

export interface ResetDialogProps {
  readonly document: SetupDocument
  readonly setup: Setup
  readonly kind: ResetKind
  readonly onClose: () => void
}

/** Says when a reset is right, what it forgets and what it keeps, before it is made. */
export function ResetDialog({ document, setup, kind, onClose }: ResetDialogProps) {
  const { t } = useTexts()
  const { show } = useToasts()
  const reset = useResetSetup(setup.id)
  const { title, text } = document.resets[kind] ?? { title: kind, text: '' }
  const confirm = (): void =>
    reset.mutate(kind, {
      onSuccess: () => {
        show({ text: t.setups.resetDone(title) })
        onClose()
      },
    })
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button variant="danger" busy={reset.isPending} onClick={confirm}>
            {t.setups.resetConfirm}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      <ResetEffects effect={kind} />
      {reset.error !== null && <ProblemMessage error={reset.error} />}
    </Dialog>
  )
}
