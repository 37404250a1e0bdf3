import { usePageTitle } from '../shell/page-title.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Button } from '../ui/index.ts'
import { type SignInAgainProps, useCheck } from './session-ended.tsx'

/** Nobody is signed in: how to get in. The address stays, and so does where one wanted to go. */
export function SignedOut({ onCheck }: SignInAgainProps) {
  const { t } = useTexts()
  const { still, busy, check } = useCheck(onCheck)
  usePageTitle(t.session.title)
  return (
    <main className="card">
      <p className="shell-brand">{t.shell.product}</p>
      <h1>{t.session.noTokenTitle}</h1>
      <p>{t.session.noTokenText}</p>
      <p className="quiet">{t.session.how}</p>
      <div className="row">
        <Button variant="primary" busy={busy} onClick={() => void check()}>
          {t.session.checkAgain}
        </Button>
        <span role="status">{still ? t.session.stillEnded : ''}</span>
      </div>
    </main>
  )
}
