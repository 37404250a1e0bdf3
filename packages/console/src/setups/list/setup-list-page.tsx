import { useCallback, useState } from 'react'
import { Link, Outlet, useParams } from 'react-router'
import type { Setup } from '../../api/setup-types.ts'
import { useSetupDocument, useSetups } from '../../api/setups.ts'
import { SearchBox } from '../../connections/search-box.tsx'
import { useMay } from '../../session/session-context.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { ProblemMessage } from '../../shell/problem-message.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, LinkButton, Select, Skeleton } from '../../ui/index.ts'
import { RemoveSetupDialog } from '../remove-setup-dialog.tsx'
import { type SetupListState, setupListQuery, useSetupListState } from './setup-list-state.ts'
import { SetupTable } from './setup-table.tsx'
import '../setups.css'

/** Everything that was started of one document. */
export function SetupListPage() {
  const { document: id = '' } = useParams()
  const { t } = useTexts()
  const mayEdit = useMay('editor')
  const [state, setState] = useSetupListState()
  const { data: document, error: documentError } = useSetupDocument(id)
  const { data: setups, error: listError, refetch } = useSetups(setupListQuery(id, state))
  const [asked, setAsked] = useState<Setup>()
  const onSearch = useCallback((search: string) => setState({ ...state, search }), [state, setState])
  const title = document?.title ?? t.setups.title
  usePageTitle(title)
  const error = documentError ?? (setups === undefined ? listError : null)
  const create = document !== undefined && mayEdit && (
    <LinkButton
      to={`/setups/of/${encodeURIComponent(id)}/new`}
      variant="primary"
      icon="plus"
      aria-label={t.setups.createOf(document.title)}
    >
      {t.setups.create}
    </LinkButton>
  )
  return (
    <div className="page">
      <Link to="/setups" className="page-back">
        {t.setups.back}
      </Link>
      <div className="page-head">
        <h1>{title}</h1>
        <SearchBox value={state.search} onSearch={onSearch} label={t.setups.search} />
        {create}
      </div>
      {document !== undefined && <p className="page-intro">{document.description}</p>}
      <div className="list-tools">
        <fieldset className="list-filters">
          <legend className="visually-hidden">{t.connections.filters}</legend>
          <Select
            aria-label={t.setups.status}
            className={state.status === '' ? undefined : 'select-chosen'}
            value={state.status}
            options={[
              { value: '', label: t.setups.anyStatus },
              ...(['active', 'inactive', 'failing'] as const).map((value) => ({
                value,
                label: t.words.status[value],
              })),
            ]}
            onChange={({ target }) => setState({ ...state, status: target.value })}
          />
        </fieldset>
        <p role="status" className="list-count">
          {setups === undefined ? '' : t.setups.loaded(setups.length)}
        </p>
      </div>
      {error !== null && <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />}
      {setups === undefined && error === null && <Skeleton lines={6} />}
      {setups?.length === 0 && <NoSetups state={state} onChange={setState} create={create} />}
      {setups !== undefined && setups.length > 0 && (
        <SetupTable caption={title} setups={setups} state={state} onChange={setState} onRemove={setAsked} />
      )}
      <Outlet />
      {asked !== undefined && document !== undefined && (
        <RemoveSetupDialog setup={asked} document={document} onClose={() => setAsked(undefined)} />
      )}
    </div>
  )
}

interface NoSetupsProps {
  readonly state: SetupListState
  readonly onChange: (state: SetupListState) => void
  readonly create: ReturnType<typeof LinkButton> | false
}

function NoSetups({ state, onChange, create }: NoSetupsProps) {
  const { t } = useTexts()
  const isNarrowed = state.search !== '' || state.status !== ''
  return (
    <div className="empty">
      <h2>{isNarrowed ? t.setups.noResultTitle : t.setups.noneTitle}</h2>
      <p>{isNarrowed ? t.setups.noResultText : t.setups.noneText}</p>
      {isNarrowed ? (
        <Button onClick={() => onChange({ ...state, search: '', status: '' })}>{t.setups.clear}</Button>
      ) : (
        create
      )}
    </div>
  )
}
