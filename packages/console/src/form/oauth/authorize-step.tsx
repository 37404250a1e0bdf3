import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../../api/api-context.tsx'
import { readAgain } from '../../api/connections.ts'
import type { Connection } from '../../api/types.ts'
import { useMay } from '../../session/session-context.tsx'
import { ProblemMessage } from '../../shell/problem-message.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, Message, type MessageProps } from '../../ui/index.ts'
import { type AuthorizationState, authorizeInPopup } from './authorize-in-popup.ts'

export interface AuthorizeStepProps {
  readonly connection: Connection
  /** Title of the provider, for what is said of it. */
  readonly provider: string
  /** Something was typed that is not saved: what is authorised would be another connection. */
  readonly dirty: boolean
  /** The person allowed it, and it works. */
  readonly onApproved?: () => void
}

const tones: Readonly<Partial<Record<AuthorizationState['state'], MessageProps['tone']>>> = {
  approved: 'good',
  denied: 'bad',
  closed: 'warn',
  timed_out: 'warn',
}

/** The one step that only a person can take: allowing the connection at the provider, in a window of its own. */
export function AuthorizeStep({ connection, provider, dirty, onApproved }: AuthorizeStepProps) {
  const { t } = useTexts()
  const api = useApi()
  const client = useQueryClient()
  const mayEdit = useMay('editor')
  const [progress, setProgress] = useState<AuthorizationState>({ state: 'idle' })
  const stop = useRef<() => void>(undefined)
  useEffect(() => () => stop.current?.(), [])
  const path = `/connections/${encodeURIComponent(connection.id)}`
  // Letter by letter what the form shows, and what is registered at the provider.
  const { redirectUri } = connection.values
  const body = typeof redirectUri === 'string' ? { redirectUri } : {}

  const authorize = (): void => {
    stop.current?.()
    stop.current = authorizeInPopup({
      connection: connection.id,
      begin: async () =>
        (await api.request<{ url: string; expiresAt: string }>(`${path}/authorize`, { method: 'POST', body })).data,
      isAuthorized: async () => isNewlyAuthorized(connection, await api.get<Connection>(path)),
      onState: (next) => {
        setProgress(next)
        if (next.state !== 'approved') return
        void readAgain(api, client, connection.id)
        onApproved?.()
      },
    })
  }
  const { state } = progress
  const words: Readonly<Partial<Record<AuthorizationState['state'], string>>> = {
    approved: t.form.authorizeApproved,
    denied: t.form.authorizeDenied,
    closed: t.form.authorizeClosed,
    timed_out: t.form.authorizeTimedOut,
  }
  const isDone = state === 'approved' || (connection.status === 'active' && state === 'idle')
  const tone = tones[state]
  return (
    <section className="authorize" aria-label={t.form.authorize}>
      {!isDone && (
        <Message tone="neutral" title={t.form.authorizeTitle}>
          {t.form.authorizeText(provider)}
        </Message>
      )}
      <div className="row">
        <Button
          variant={isDone ? 'secondary' : 'primary'}
          icon="external"
          disabled={dirty || !mayEdit}
          busy={state === 'waiting'}
          onClick={authorize}
        >
          {isDone ? t.form.authorizeAgain : t.form.authorize}
        </Button>
        {dirty && <span className="quiet">{t.form.authorizeSaveFirst}</span>}
      </div>
      <div role="status">
        {state === 'waiting' && <p>{t.form.authorizeWaiting}</p>}
        {progress.state === 'blocked' && (
          <p>
            {t.form.authorizeBlocked}{' '}
            <a href={progress.url} target="_blank" rel="noreferrer">
              {t.form.authorizeLink}
            </a>
          </p>
        )}
        {tone !== undefined && (
          <Message tone={tone} title={words[state] ?? ''}>
            {progress.state === 'denied' && progress.message}
          </Message>
        )}
      </div>
      {progress.state === 'broken' && <ProblemMessage error={progress.error} />}
    </section>
  )
}

/** Whether a connection works with an authorisation that it had not before. */
export function isNewlyAuthorized(before: Connection, after: Connection): boolean {
  if (after.status !== 'active') return false
  const hasChanged = after.revision !== before.revision || after.lastTest?.testedAt !== before.lastTest?.testedAt
  return before.status !== 'active' || hasChanged
}
