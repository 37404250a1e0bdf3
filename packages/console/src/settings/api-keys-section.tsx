import { useState } from 'react'
import { useApiKeys, useRevokeApiKey } from '../api/api-keys.ts'
import type { ApiKey } from '../api/types.ts'
import { useNow } from '../shell/now.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, type Column, Dialog, Skeleton, StatusDot, Table, Tag, useToasts } from '../ui/index.ts'
import { CreateApiKeyPanel } from './create-api-key-panel.tsx'

export function ApiKeysSection() {
  const { t } = useTexts()
  const { data, error, refetch } = useApiKeys()
  const [creating, setCreating] = useState(false)
  const [asked, setAsked] = useState<ApiKey>()
  const columns = useColumns(setAsked)
  return (
    <div className="settings-section">
      <div className="page-head">
        <p className="page-intro">{t.settings.apiKeys.intro}</p>
        <Button variant="primary" icon="plus" onClick={() => setCreating(true)}>
          {t.settings.apiKeys.add}
        </Button>
      </div>
      {error !== null && data === undefined && (
        <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton lines={5} />}
      {data?.length === 0 && (
        <div className="empty">
          <h2>{t.settings.apiKeys.emptyTitle}</h2>
          <p>{t.settings.apiKeys.emptyText}</p>
        </div>
      )}
      {data !== undefined && data.length > 0 && (
        <Table caption={t.settings.apiKeys.caption} columns={columns} rows={data} rowKey={({ id }) => id} />
      )}
      {creating && <CreateApiKeyPanel onClose={() => setCreating(false)} />}
      {asked !== undefined && <RevokeDialog apiKey={asked} onClose={() => setAsked(undefined)} />}
    </div>
  )
}

function useColumns(onRevoke: (key: ApiKey) => void): readonly Column<ApiKey>[] {
  const { t, format } = useTexts()
  const now = useNow()
  const texts = t.settings.apiKeys
  const isOver = ({ expiresAt }: ApiKey): boolean => expiresAt !== null && Date.parse(expiresAt) <= now
  const state = (key: ApiKey) => {
    if (key.revokedAt !== null) return <StatusDot tone="neutral">{texts.revoked}</StatusDot>
    return isOver(key) ? (
      <StatusDot tone="bad">{texts.expired}</StatusDot>
    ) : (
      <StatusDot tone="good">{texts.usable}</StatusDot>
    )
  }
  return [
    { id: 'name', title: texts.name, cell: ({ name }) => name },
    { id: 'prefix', title: texts.prefix, cell: ({ prefix }) => <code>{prefix}</code> },
    { id: 'role', title: texts.role, cell: ({ role }) => <Tag>{t.session.role[role]}</Tag> },
    { id: 'state', title: texts.state, cell: state },
    {
      id: 'expires',
      title: texts.expires,
      cell: ({ expiresAt }) => (expiresAt === null ? t.common.never : format.day(expiresAt)),
    },
    {
      id: 'used',
      title: texts.lastUsed,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t.common.never : format.ago(lastUsedAt, now)),
    },
    {
      id: 'actions',
      title: texts.actions,
      titleHidden: true,
      cell: (key) =>
        key.revokedAt === null && (
          <span className="cell-buttons">
            <Button aria-label={texts.revokeOf(key.name)} onClick={() => onRevoke(key)}>
              {texts.revoke}
            </Button>
          </span>
        ),
    },
  ]
}

function RevokeDialog({ apiKey, onClose }: { readonly apiKey: ApiKey; readonly onClose: () => void }) {
  const { t } = useTexts()
  const { show } = useToasts()
  const revoke = useRevokeApiKey()
  const confirm = (): void =>
    revoke.mutate(apiKey.id, {
      onSuccess: () => {
        show({ text: t.settings.apiKeys.revokedDone(apiKey.name) })
        onClose()
      },
    })
  return (
    <Dialog
      title={t.settings.apiKeys.revokeTitle(apiKey.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button variant="danger" busy={revoke.isPending} onClick={confirm}>
            {t.settings.apiKeys.revoke}
          </Button>
        </>
      }
    >
      <p>{t.settings.apiKeys.revokeText}</p>
      {revoke.error !== null && <ProblemMessage error={revoke.error} />}
    </Dialog>
  )
}
