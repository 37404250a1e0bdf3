import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useDefinition } from '../api/definitions.ts'
import { useSession } from '../session/session-context.tsx'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, SidePanel, Skeleton, useToasts } from '../ui/index.ts'
import { draftOf } from './draft/draft.ts'
import { AuthorizeStep } from './oauth/authorize-step.tsx'
import { withCallback } from './oauth/callback-url.ts'
import { ConnectionPanel } from './panel/connection-panel.tsx'
import { NoticeBanner, wayOut } from './panel/notice-banner.tsx'
import { useFreshConnection } from './panel/use-fresh-connection.ts'
import type { SaveOutcome } from './save/save-connection.ts'
import { savedToast } from './save/saved-toast.ts'

export interface EditPanelProps {
  readonly id: string
  readonly onClose: () => void
}

export function EditPanel({ id, onClose }: EditPanelProps) {
  const texts = useTexts()
  const { t } = texts
  const navigate = useNavigate()
  const { session } = useSession()
  const toasts = useToasts()
  const { connection, error: connectionError, refetch } = useFreshConnection(id)
  const { data: definition, error: definitionError } = useDefinition(connection?.definition)
  const isReady = connection !== undefined && definition !== undefined
  // What is edited is what stood there when the panel opened: a later reading must not change it under the hands.
  const first = useMemo(
    () => (isReady ? withCallback(draftOf(definition, connection), session.redirectUri) : undefined),
    [isReady, definition, connection?.id, session.redirectUri],
  )
  const error = connectionError ?? definitionError
  // Once there is a form, a later reading that fails takes nothing of it away.
  if (first === undefined || connection === undefined || definition === undefined) {
    return (
      <SidePanel title={t.form.editTitle} wide onClose={onClose}>
        {error === null ? (
          <Skeleton lines={8} />
        ) : (
          <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />
        )}
      </SidePanel>
    )
  }
  const onSaved = (outcome: SaveOutcome): void => {
    const { connection: after, test } = outcome
    const words = test?.ok === false ? t.form.savedMarked : test?.ok === true ? t.form.savedAndWorks : t.form.saved
    toasts.show(savedToast(words(after.name), outcome, { ...texts, definition }))
    onClose()
  }
  const out = wayOut(definition, connection.notices)
  const needsPerson = definition.auth[connection.authType]?.kind === 'oauth2'
  return (
    <ConnectionPanel
      definition={definition}
      mode="edit"
      title={t.form.editTitleOf(connection.name)}
      first={first}
      latest={connection}
      onClose={onClose}
      onSaved={onSaved}
      above={(dirty) => (
        <>
          {connection.notices.map((notice) => (
            <NoticeBanner
              key={notice.id}
              notice={notice}
              actions={
                out !== undefined && (
                  <Button
                    onClick={() => void navigate(`/connections/${encodeURIComponent(connection.id)}/reauthorize`)}
                  >
                    {t.form.reauthorizeTo(out.title)}
                  </Button>
                )
              }
            />
          ))}
          {needsPerson && <AuthorizeStep connection={connection} provider={definition.title} dirty={dirty} />}
        </>
      )}
    />
  )
}
