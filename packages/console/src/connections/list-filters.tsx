import { causes } from '@connform/core'
import { useDefinitions } from '../api/definitions.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, Select, type SelectOption } from '../ui/index.ts'
import { isNarrowed, type ListState, widened } from './list-state.ts'

export interface ListFiltersProps {
  readonly state: ListState
  readonly onChange: (state: ListState) => void
}

const statuses = ['active', 'inactive', 'failing', 'pending', 'needs_reauth', 'uninstalled'] as const

/** One list per filter; the first choice of each takes the filter off. */
export function ListFilters({ state, onChange }: ListFiltersProps) {
  const { t } = useTexts()
  const { data: definitions = [] } = useDefinitions()
  const options: Readonly<Record<'status' | 'provider' | 'test' | 'notices', readonly SelectOption[]>> = {
    status: [
      { value: '', label: t.connections.anyStatus },
      ...statuses.map((value) => ({ value, label: t.words.status[value] })),
      { value: 'removed', label: t.connections.removed },
    ],
    provider: [
      { value: '', label: t.connections.anyProvider },
      ...definitions.map(({ id, title }) => ({ value: id, label: title })),
    ],
    test: [
      { value: '', label: t.connections.anyTest },
      ...([...causes, 'untested'] as const).map((value) => ({ value, label: t.words.cause[value] })),
    ],
    notices: [
      { value: '', label: t.connections.anyNotices },
      { value: '1', label: t.connections.withNotices },
    ],
  }
  const labels = {
    status: t.connections.status,
    provider: t.connections.provider,
    test: t.connections.lastTest,
    notices: t.connections.notices,
  }
  return (
    <fieldset className="list-filters">
      <legend className="visually-hidden">{t.connections.filters}</legend>
      {(['status', 'provider', 'test', 'notices'] as const).map((name) => (
        <Select
          key={name}
          aria-label={labels[name]}
          className={state[name] === '' ? undefined : 'select-chosen'}
          value={state[name]}
          options={options[name]}
          onChange={(event) => onChange({ ...state, [name]: event.target.value })}
        />
      ))}
      {isNarrowed(state) && (
        <Button variant="quiet" onClick={() => onChange(widened(state))}>
          {t.connections.clearFilters}
        </Button>
      )}
    </fieldset>
  )
}
