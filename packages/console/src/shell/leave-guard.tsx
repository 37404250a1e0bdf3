import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, Dialog } from '../ui/index.ts'

export interface LeaveGuardProps {
  /** Something was typed that is not saved. */
  readonly dirty: boolean
  /** Paths that begin so lie over what was typed, and leave it as it is. */
  readonly within?: string
}

/** Asks before unsaved input is lost: by Back, a link, Escape, closing the tab. */
export function LeaveGuard({ dirty, within }: LeaveGuardProps) {
  const { t } = useTexts()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty &&
      currentLocation.pathname !== nextLocation.pathname &&
      (within === undefined || !nextLocation.pathname.startsWith(within)),
  )
  useEffect(() => {
    if (!dirty) return
    const onUnload = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', onUnload)
    return () => window.removeEventListener('beforeunload', onUnload)
  }, [dirty])
  if (blocker.state !== 'blocked') return null
  return (
    <Dialog
      title={t.shell.leaveTitle}
      onClose={() => blocker.reset()}
      actions={
        <>
          <Button variant="danger" onClick={() => blocker.proceed()}>
            {t.shell.leave}
          </Button>
          <Button variant="primary" data-autofocus onClick={() => blocker.reset()}>
            {t.shell.stay}
          </Button>
        </>
      }
    >
      <p>{t.shell.leaveText}</p>
    </Dialog>
  )
}
