import { useTexts } from '../texts/texts-context.tsx'

const ROWS = 8

/** As high as the rows that are on their way. */
export function ListPlaceholder() {
  const { t } = useTexts()
  return (
    <div className="connection-list" role="status">
      <span className="visually-hidden">{t.common.loading}</span>
      <div className="list-head" aria-hidden="true">
        <div className="list-columns" />
      </div>
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className="list-columns list-row list-row-waiting" aria-hidden="true">
          <div className="cell cell-name">
            <span className="skeleton-line" />
          </div>
          <div className="cell cell-kind">
            <span className="skeleton-line" />
          </div>
        </div>
      ))}
    </div>
  )
}
