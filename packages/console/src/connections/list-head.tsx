import { memo } from 'react'
import { useTexts } from '../texts/texts-context.tsx'
import { Icon } from '../ui/index.ts'
import { type ListState, type SortColumn, sortDirection, sortedBy } from './list-state.ts'

export interface ListHeadProps {
  readonly state: ListState
  readonly onChange: (state: ListState) => void
}

/** The columns; each title sorts. */
export const ListHead = memo(function ListHead({ state, onChange }: ListHeadProps) {
  const { t } = useTexts()
  const columns: readonly { readonly column: SortColumn; readonly title: string }[] = [
    { column: 'name', title: t.connections.name },
    { column: 'definition', title: t.connections.provider },
    { column: 'status', title: t.connections.status },
    { column: 'testedAt', title: t.connections.lastTest },
  ]
  return (
    <thead className="list-head">
      <tr aria-rowindex={1} className="list-columns">
        {columns.map(({ column, title }) => {
          const direction = sortDirection(state.sort, column)
          return (
            <th key={column} scope="col" aria-sort={direction}>
              <button type="button" className="sort-button" onClick={() => onChange(sortedBy(state, column))}>
                <span>{title}</span>
                <Icon name={direction === 'none' ? 'sort' : direction === 'ascending' ? 'up' : 'down'} />
              </button>
            </th>
          )
        })}
        <th scope="col">
          <span className="visually-hidden">{t.connections.actions}</span>
        </th>
      </tr>
    </thead>
  )
})
