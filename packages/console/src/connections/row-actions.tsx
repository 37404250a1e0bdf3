import { useLocation, useNavigate } from 'react-router'
import type { Connection } from '../api/types.ts'
import { useMay } from '../session/session-context.tsx'
import { fromList } from '../shell/close-panel.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, IconButton, IconLink, Menu } from '../ui/index.ts'
import type { ConnectionActs } from './use-connection-acts.ts'

export interface RowActionsProps {
  readonly connection: Connection
  readonly testing: boolean
  readonly acts: ConnectionActs
}

/** Test, edit and delete at hand; the rest in a menu. A role that may only read sees what it may read. */
export function RowActions({ connection, testing, acts }: RowActionsProps) {
  const { t } = useTexts()
  const mayEdit = useMay('editor')
  const navigate = useNavigate()
  const { search } = useLocation()
  const { id, name, status } = connection
  if (connection.removedAt !== undefined) {
    return mayEdit ? (
      <Button aria-label={t.connections.restore(name)} onClick={() => acts.restore(connection)}>
        {t.connections.restoreShort}
      </Button>
    ) : null
  }
  const open = (page: string): void =>
    void navigate({ pathname: `/connections/${id}${page}`, search }, { state: fromList })
  const toggle =
    status === 'inactive'
      ? { id: 'activate', label: t.connections.activate, onSelect: () => acts.setStatus(connection, 'active') }
      : { id: 'deactivate', label: t.connections.deactivate, onSelect: () => acts.setStatus(connection, 'inactive') }
  const reauthorize = { id: 'reauthorize', label: t.connections.reauthorize, onSelect: () => open('/reauthorize') }
  return (
    <>
      {mayEdit && (
        <IconButton
          icon="play"
          label={t.connections.testNowOf(name)}
          aria-busy={testing}
          aria-disabled={testing}
          onClick={() => acts.test(connection)}
        />
      )}
      <IconLink
        icon="pencil"
        label={mayEdit ? t.connections.edit(name) : t.connections.open(name)}
        to={{ pathname: `/connections/${id}`, search }}
        state={fromList}
      />
      {mayEdit && (
        <IconButton
          icon="trash"
          variant="danger"
          label={t.connections.remove(name)}
          onClick={() => acts.askRemove(connection)}
        />
      )}
      <Menu
        label={t.connections.more(name)}
        items={[
          ...(mayEdit ? [toggle] : []),
          ...(mayEdit && connection.notices.length > 0 ? [reauthorize] : []),
          { id: 'activity', label: t.connections.activity, onSelect: () => open('/activity') },
        ]}
      />
    </>
  )
}
