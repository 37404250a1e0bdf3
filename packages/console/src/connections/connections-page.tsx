import { useCallback, useMemo } from 'react'
import { Outlet, useLocation } from 'react-router'
import { useConnectionList } from '../api/connections.ts'
import { useMay } from '../session/session-context.tsx'
import { fromList } from '../shell/close-panel.ts'
import { usePageTitle } from '../shell/page-title.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { LinkButton } from '../ui/index.ts'
import { ConnectionList } from './connection-list.tsx'
import { ListFilters } from './list-filters.tsx'
import { ListPlaceholder } from './list-placeholder.tsx'
import { listQuery } from './list-state.ts'
import { NoConnections } from './no-connections.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { SearchBox } from './search-box.tsx'
import { useConnectionActs } from './use-connection-acts.ts'
import { useListState } from './use-list-state.ts'

/** Home: every connection of the tenant. Panels open over it. */
export function ConnectionsPage() {
  const { t } = useTexts()
  const [state, setState] = useListState()
  const { search } = useLocation()
  const mayEdit = useMay('editor')
  const list = useConnectionList(listQuery(state))
  const { data, error, isPending, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } = list
  const { acts, testing, asked, stopAsking, remove } = useConnectionActs()
  const connections = useMemo(() => data?.pages.flatMap((page) => page.connections) ?? [], [data])
  const onMore = useCallback(() => {
    void fetchNextPage({ cancelRefetch: false })
  }, [fetchNextPage])
  const onSearch = useCallback((text: string) => setState({ ...state, search: text }), [state, setState])
  usePageTitle(t.connections.title)

  return (
    <div className="page">
      <div className="page-head">
        <h1>{t.connections.title}</h1>
        <SearchBox value={state.search} onSearch={onSearch} />
        {mayEdit && (
          <LinkButton
            to={{ pathname: '/connections/new', search }}
            state={fromList}
            variant="primary"
            icon="plus"
            aria-label={t.connections.addLabel}
          >
            {t.connections.add}
          </LinkButton>
        )}
      </div>
      <div className="list-tools">
        <ListFilters state={state} onChange={setState} />
        <p role="status" className="list-count">
          {isPending || error !== null ? '' : countText(t.connections, connections.length, hasNextPage)}
        </p>
      </div>
      {error !== null && connections.length === 0 && (
        <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />
      )}
      {isPending && error === null && <ListPlaceholder />}
      {data !== undefined && connections.length === 0 && <NoConnections state={state} onChange={setState} />}
      {connections.length > 0 && (
        <ConnectionList
          connections={connections}
          hasMore={hasNextPage}
          // One that did not come is not asked for again by itself, or a refusal would be met without end.
          onMore={isFetchingNextPage || isFetchNextPageError ? undefined : onMore}
          state={state}
          onChange={setState}
          testing={testing}
          acts={acts}
        />
      )}
      {isFetchNextPageError && <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={onMore} />}
      <Outlet />
      {asked !== undefined && (
        <RemoveDialog
          connection={asked}
          onClose={stopAsking}
          onRemove={remove}
          onDeactivate={(connection) => acts.setStatus(connection, 'inactive')}
        />
      )}
    </div>
  )
}

interface CountTexts {
  readonly loaded: (count: number) => string
  readonly loadedMore: (count: number) => string
}

const countText = (texts: CountTexts, count: number, hasMore: boolean): string =>
  hasMore ? texts.loadedMore(count) : texts.loaded(count)
