import { useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useDefinition } from '../api/definitions.ts'
import { useSession } from '../session/session-context.tsx'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { SidePanel, Skeleton, useToasts } from '../ui/index.ts'
import { newDraft } from './draft/draft.ts'
import { withCallback } from './oauth/callback-url.ts'
import { ConnectionPanel } from './panel/connection-panel.tsx'
import { ProviderChooser } from './panel/provider-chooser.tsx'
import type { SaveOutcome } from './save/save-connection.ts'
import { savedToast } from './save/saved-toast.ts'
import './form.css'

export interface CreatePanelProps {
  /** Id of the definition; where it is undefined, it is chosen first. */
  readonly definition: string | undefined
  readonly onClose: () => void
}

export function CreatePanel({ definition: id, onClose }: CreatePanelProps) {
  const texts = useTexts()
  const { t } = texts
  const navigate = useNavigate()
  const { state } = useLocation()
  const toasts = useToasts()
  const { data: definition, error, refetch } = useDefinition(id)
  const { redirectUri } = useSession().session
  const first = useMemo(
    () => (definition === undefined ? undefined : withCallback(newDraft(definition), redirectUri)),
    [definition, redirectUri],
  )

  if (definition === undefined || first === undefined) {
    return (
      <SidePanel title={t.form.createTitle} wide onClose={onClose}>
        {id === undefined && <ProviderChooser />}
        {error !== null && <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />}
        {id !== undefined && error === null && <Skeleton lines={8} />}
      </SidePanel>
    )
  }
  const onSaved = (outcome: SaveOutcome): void => {
    const { connection, test } = outcome
    const said = (text: string): void => toasts.show(savedToast(text, outcome, { ...texts, definition }))
    if (connection.status === 'pending') {
      said(t.form.saved(connection.name))
      void navigate(`/connections/${encodeURIComponent(connection.id)}`, { replace: true, state })
      return
    }
    const words = test?.ok === false ? t.form.savedMarked : test?.ok === true ? t.form.savedAndWorks : t.form.saved
    said(words(connection.name))
    onClose()
  }
  return (
    <ConnectionPanel
      key={definition.id}
      definition={definition}
      mode="create"
      title={t.form.createTitleOf(definition.title)}
      first={first}
      onClose={onClose}
      onSaved={onSaved}
    />
  )
}
