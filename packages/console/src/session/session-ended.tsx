import { useState } from 'react'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, Dialog } from '../ui/index.ts'

export interface SignInAgainProps {
  /** Looks whether somebody has signed in; true where so. */
  readonly onCheck: () => Promise<boolean>
}

/** Over the page, which stays as it is: what was typed is still there after signing in again. */
export function SessionEnded({ onCheck }: SignInAgainProps) {
  const { t } = useTexts()
  const { still, busy, check } = useCheck(onCheck)
  return (
    <Dialog
      title={t.session.endedTitle}
      onClose={() => void check()}
      actions={
        <Button variant="primary" busy={busy} onClick={() => void check()}>
          {t.session.checkAgain}
        </Button>
      }
    >
      <p>{t.session.endedText}</p>
      <p role="status" className="quiet">
        {still ? t.session.stillEnded : t.session.noTokenText}
      </p>
    </Dialog>
  )
}

export function useCheck(onCheck: () => Promise<boolean>) {
  const [still, setStill] = useState(false)
  const [busy, setBusy] = useState(false)
  const check = async (): Promise<void> => {
    setBusy(true)
    const found = await onCheck()
    setBusy(false)
    setStill(!found)
  }
  return { still, busy, check }
}
