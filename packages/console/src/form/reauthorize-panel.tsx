import { useMemo } from 'react'
import { useDefinition } from '../api/definitions.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Message, SidePanel, Skeleton, useToasts } from '../ui/index.ts'
import { chooseAuthType } from './draft/change-draft.ts'
import { draftOf } from './draft/draft.ts'
import { ConnectionPanel } from './panel/connection-panel.tsx'
import { NoticeBanner, wayOut } from './panel/notice-banner.tsx'
import { useFreshConnection } from './panel/use-fresh-connection.ts'
import type { SaveOutcome } from './save/save-connection.ts'

export interface ReauthorizePanelProps {
  readonly id: string
  readonly onClose: () => void
}

/** One step from an auth type that ends to the one its notice leads to, as the definition says. */
export function ReauthorizePanel({ id, onClose }: ReauthorizePanelProps) {
  const { t } = useTexts()
  const toasts = useToasts()
  const { connection, error: connectionError, refetch } = useFreshConnection(id)
  const { data: definition, error: definitionError } = useDefinition(connection?.definition)
  const out = connection && definition && wayOut(definition, connection.notices)
  const isReady = connection !== undefined && definition !== undefined
  const first = useMemo(
    () => (isReady && out !== undefined ? chooseAuthType(draftOf(definition, connection), out.id) : undefined),
    [isReady, definition, connection?.id, out?.id],
  )
  const error = connectionError ?? definitionError
  if (error !== null || !isReady || out === undefined || first === undefined) {
    return (
      <SidePanel title={t.form.reauthorizeTitle} wide onClose={onClose}>
        {error !== null && <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />}
        {error === null && (isReady ? <Message tone="neutral" title={t.form.noReauthorize} /> : <Skeleton lines={8} />)}
      </SidePanel>
    )
  }
  const onSaved = ({ connection: after, revoked }: SaveOutcome): void => {
    const tail = revoked === false ? ` ${t.form.notRevoked}` : ''
    toasts.show({ text: t.form.reauthorized(after.name) + tail, tone: revoked === false ? 'bad' : 'good' })
    onClose()
  }
  return (
    <ConnectionPanel
      definition={definition}
      mode="reauthorize"
      title={t.form.reauthorizeTitleOf(connection.name)}
      first={first}
      ownFieldsOnly
      onClose={onClose}
      onSaved={onSaved}
      above={() => (
        <>
          {connection.notices.map((notice) => (
            <NoticeBanner key={notice.id} notice={notice} />
          ))}
          <h3>{t.form.reauthorizeTo(out.title)}</h3>
          <p>{t.form.reauthorizeStep(out.title)}</p>
        </>
      )}
    />
  )
}
