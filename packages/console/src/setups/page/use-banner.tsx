import type { SetupDocument, SetupStatus } from '../../api/setup-types.ts'
import { useMarkUsed } from '../../api/setups.ts'
import { useMay } from '../../session/session-context.tsx'
import { ProblemMessage } from '../../shell/problem-message.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, Message, useToasts } from '../../ui/index.ts'
import { focusSection } from './section-frame.tsx'

export interface UseBannerProps {
  readonly document: SetupDocument
  readonly status: SetupStatus
}

/** What comes next: the section to go on with, the first use, or that it is in use. */
export function UseBanner({ document, status }: UseBannerProps) {
  const { t, format } = useTexts()
  const { show } = useToasts()
  const mayEdit = useMay('editor')
  const mark = useMarkUsed(status.setup.id)
  const { setup, ready, next } = status
  const hasLocks = document.locks.length > 0
  const section = document.sections.find(({ id }) => id === next)
  if (setup.usedAt !== null) {
    return (
      <Message tone="neutral" title={t.setups.usedTitle(format.moment(setup.usedAt))}>
        {hasLocks ? t.setups.usedText : undefined}
      </Message>
    )
  }
  if (!ready) {
    if (section === undefined) return null
    return (
      <p className="setup-next">
        <Button onClick={() => focusSection(section.id)}>{t.setups.goNext(section.title)}</Button>
      </p>
    )
  }
  return (
    <>
      <Message
        tone="good"
        title={t.setups.readyTitle}
        {...(mayEdit && hasLocks
          ? {
              actions: (
                <Button
                  busy={mark.isPending}
                  onClick={() => mark.mutate(undefined, { onSuccess: () => show({ text: t.setups.markedUsed }) })}
                >
                  {t.setups.markUsed}
                </Button>
              ),
            }
          : {})}
      >
        {hasLocks ? t.setups.readyText : undefined}
      </Message>
      {mark.error !== null && <ProblemMessage error={mark.error} />}
    </>
  )
}
