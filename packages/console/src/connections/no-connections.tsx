import { useMay } from '../session/session-context.tsx'
import { fromList } from '../shell/close-panel.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, LinkButton } from '../ui/index.ts'
import { isNarrowed, type ListState, widened } from './list-state.ts'

export interface NoConnectionsProps {
  readonly state: ListState
  readonly onChange: (state: ListState) => void
}

/** An empty list: because it is the first day, because nothing was deleted, or because nothing matches. */
export function NoConnections({ state, onChange }: NoConnectionsProps) {
  const { t } = useTexts()
  const mayEdit = useMay('editor')
  if (!isNarrowed(state)) {
    return (
      <div className="empty">
        <h2>{t.connections.emptyTitle}</h2>
        <p>{t.connections.emptyText}</p>
        {mayEdit && (
          <LinkButton to="/connections/new" state={fromList} variant="primary" icon="plus">
            {t.connections.addLabel}
          </LinkButton>
        )}
      </div>
    )
  }
  const isRemovedAlone = state.status === 'removed' && !isNarrowed({ ...state, status: '' })
  return (
    <div className="empty">
      <h2>{isRemovedAlone ? t.connections.emptyRemovedTitle : t.connections.noResultTitle}</h2>
      <p>{isRemovedAlone ? t.connections.emptyRemovedText : t.connections.noResultText}</p>
      <Button onClick={() => onChange(widened(state))}>{t.connections.clearFilters}</Button>
    </div>
  )
}
