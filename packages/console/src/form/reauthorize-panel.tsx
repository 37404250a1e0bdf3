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
import { savedToast } from './save/saved-toast.ts'

export interface ReauthorizePanelProps {
  readonly id: string
  readonly onClose: () => void
}

/** One step from an auth type that ends to the one its notice leads to, as the definition says. */
export function ReauthorizePanel({ id, onClose }: ReauthorizePanelProps) {
  const texts = useTexts()
  const { t } = texts
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
  // Once there is a form, a later reading that fails takes nothing of it away.
  if (!isReady || out === undefined || first === undefined) {
    return (
      <SidePanel title={t.form.reauthorizeTitle} wide onClose={onClose}>
        {error !== null && <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />}
        {error === null && (isReady ? <Message tone="neutral" title={t.form.noReauthorize} /> : <Skeleton lines={8} />)}
      </SidePanel>
    )
  }
  const onSaved = (outcome: SaveOutcome): void => {
    const { connection: after, revoked } = outcome
    const tail = revoked === false ? ` ${t.form.notRevoked}` : ''
    const toast = savedToast(t.form.reauthorized(after.name) + tail, outcome, { ...texts, definition })
    toasts.show(revoked === false ? { ...toast, tone: 'bad' } : toast)
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
