import { useState } from 'react'
import { useDefinitionTitles } from '../api/definitions.ts'
import { useOAuthClients, useRemoveOAuthClient } from '../api/oauth-clients.ts'
import type { OAuthClient } from '../api/types.ts'
import { useMay } from '../session/session-context.tsx'
import { usePageTitle } from '../shell/page-title.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, type Column, Dialog, IconButton, Skeleton, Table, useToasts } from '../ui/index.ts'
import { OAuthClientPanel } from './oauth-client-panel.tsx'

type Open = { readonly client?: OAuthClient } | undefined

export function OAuthClientsPage() {
  const { t } = useTexts()
  const { show } = useToasts()
  const mayEdit = useMay('editor')
  const { data, error, refetch } = useOAuthClients()
  const [open, setOpen] = useState<Open>()
  const [asked, setAsked] = useState<OAuthClient>()
  const columns = useColumns({ mayEdit, onEdit: (client) => setOpen({ client }), onRemove: setAsked })
  usePageTitle(t.oauthClients.title)
  const onSaved = ({ name }: OAuthClient): void => {
    show({ text: open?.client === undefined ? t.oauthClients.added(name) : t.oauthClients.saved(name) })
    setOpen(undefined)
  }
  const add = mayEdit && (
    <Button variant="primary" icon="plus" aria-label={t.oauthClients.add} onClick={() => setOpen({})}>
      {t.oauthClients.addShort}
    </Button>
  )
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t.oauthClients.title}</h1>
        {add}
      </div>
      <p className="page-intro">{t.oauthClients.intro}</p>
      {error !== null && data === undefined && (
        <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton lines={5} />}
      {data?.length === 0 && (
        <div className="empty">
          <h2>{t.oauthClients.emptyTitle}</h2>
          <p>{t.oauthClients.emptyText}</p>
        </div>
      )}
      {data !== undefined && data.length > 0 && (
        <Table caption={t.oauthClients.caption} columns={columns} rows={data} rowKey={({ id }) => id} />
      )}
      {open !== undefined && <OAuthClientPanel {...open} onSaved={onSaved} onClose={() => setOpen(undefined)} />}
      {asked !== undefined && <RemoveClientDialog client={asked} onClose={() => setAsked(undefined)} />}
    </div>
  )
}

interface ColumnOptions {
  readonly mayEdit: boolean
  readonly onEdit: (client: OAuthClient) => void
  readonly onRemove: (client: OAuthClient) => void
}

function useColumns({ mayEdit, onEdit, onRemove }: ColumnOptions): readonly Column<OAuthClient>[] {
  const { t, format } = useTexts()
  const titles = useDefinitionTitles()
  const columns: readonly Column<OAuthClient>[] = [
    { id: 'name', title: t.oauthClients.name, cell: ({ name }) => name },
    { id: 'provider', title: t.oauthClients.provider, cell: ({ definition }) => titles.definition(definition) },
    { id: 'clientId', title: t.oauthClients.clientId, cell: ({ clientId }) => <code>{clientId}</code> },
    { id: 'changed', title: t.oauthClients.changed, cell: ({ updatedAt }) => format.day(updatedAt) },
  ]
  if (!mayEdit) return columns
  const cell = (client: OAuthClient) => (
    <span className="cell-buttons">
      <IconButton icon="pencil" label={t.oauthClients.edit(client.name)} onClick={() => onEdit(client)} />
      <IconButton
        icon="trash"
        variant="danger"
        label={t.oauthClients.remove(client.name)}
        onClick={() => onRemove(client)}
      />
    </span>
  )
  return [...columns, { id: 'actions', title: t.oauthClients.actions, titleHidden: true, cell }]
}

function RemoveClientDialog({ client, onClose }: { readonly client: OAuthClient; readonly onClose: () => void }) {
  const { t } = useTexts()
  const { show } = useToasts()
  const remove = useRemoveOAuthClient()
  const confirm = (): void =>
    remove.mutate(client.id, {
      onSuccess: () => {
        show({ text: t.oauthClients.removed(client.name) })
        onClose()
      },
    })
  return (
    <Dialog
      title={t.oauthClients.removeTitle(client.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button variant="danger" busy={remove.isPending} onClick={confirm}>
            {t.common.remove}
          </Button>
        </>
      }
    >
      <p>{t.oauthClients.removeText}</p>
      {remove.error !== null && <ProblemMessage error={remove.error} />}
    </Dialog>
  )
}
