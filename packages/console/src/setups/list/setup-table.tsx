import { Link } from 'react-router'
import type { Setup } from '../../api/setup-types.ts'
import { StatusWord } from '../../connections/status-word.tsx'
import { TestSummary } from '../../connections/test-summary.tsx'
import { useMay } from '../../session/session-context.tsx'
import { useNow } from '../../shell/now.ts'
import { useTexts } from '../../texts/texts-context.tsx'
import { Icon, IconButton, IconLink } from '../../ui/index.ts'
import type { SetupColumn, SetupListState } from './setup-list-state.ts'

export interface SetupTableProps {
  readonly caption: string
  readonly setups: readonly Setup[]
  readonly state: SetupListState
  readonly onChange: (state: SetupListState) => void
  readonly onRemove: (setup: Setup) => void
}

/** One row per started setup: what its connections say, and the ways to change it and to end it. */
export function SetupTable({ caption, setups, state, onChange, onRemove }: SetupTableProps) {
  const { t } = useTexts()
  const mayEdit = useMay('editor')
  const now = useNow()
  return (
    <table className="table setup-table" aria-label={caption}>
      <thead>
        <tr>
          <SortedHead column="name" title={t.setups.label} state={state} onChange={onChange} />
          <SortedHead column="address" title={t.setups.address} state={state} onChange={onChange} />
          <SortedHead column="status" title={t.setups.status} state={state} onChange={onChange} />
          <th scope="col">{t.setups.lastTest}</th>
          <th scope="col">
            <span className="visually-hidden">{t.setups.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {setups.map((setup) => {
          const path = `/setups/${encodeURIComponent(setup.id)}`
          const connections = Object.values(setup.slots).flatMap(({ connection }) => connection ?? [])
          return (
            <tr key={setup.id}>
              <th scope="row">
                <Link to={path}>{setup.name}</Link>
              </th>
              <td data-title={t.setups.address}>
                <div className="cell">
                  {connections.map(({ id, derived }) => (
                    <span key={id}>{derived.baseUrl ?? t.connections.noAddress}</span>
                  ))}
                </div>
              </td>
              <td data-title={t.setups.status}>
                <div className="cell">
                  {connections.map((connection) => (
                    <StatusWord key={connection.id} connection={connection} />
                  ))}
                  {connections.length === 0 && <span className="quiet">{t.setups.slotState.empty}</span>}
                </div>
              </td>
              <td data-title={t.setups.lastTest}>
                <div className="cell setup-table-test">
                  {connections.map(({ id, lastTest }) => (
                    <TestSummary key={id} result={lastTest} testing={false} now={now} />
                  ))}
                </div>
              </td>
              <td className="setup-table-acts">
                <span className="cell-buttons">
                  <IconLink
                    icon="pencil"
                    label={mayEdit ? t.setups.edit(setup.name) : t.setups.openOf(setup.name)}
                    to={path}
                  />
                  {mayEdit && (
                    <IconButton
                      icon="trash"
                      variant="danger"
                      label={t.setups.remove(setup.name)}
                      onClick={() => onRemove(setup)}
                    />
                  )}
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

interface SortedHeadProps extends Pick<SetupTableProps, 'state' | 'onChange'> {
  readonly column: SetupColumn
  readonly title: string
}

function SortedHead({ column, title, state, onChange }: SortedHeadProps) {
  const direction = state.sort === column ? 'ascending' : state.sort === `-${column}` ? 'descending' : 'none'
  return (
    <th scope="col" aria-sort={direction}>
      <button
        type="button"
        className="sort-button"
        onClick={() => onChange({ ...state, sort: state.sort === column ? `-${column}` : column })}
      >
        <span>{title}</span>
        <Icon name={direction === 'none' ? 'sort' : direction === 'ascending' ? 'up' : 'down'} />
      </button>
    </th>
  )
}
