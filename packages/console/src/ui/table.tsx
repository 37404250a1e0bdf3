import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly id: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** True where the title is for screen readers alone, as above a column of buttons. */
  readonly titleHidden?: boolean
  readonly numeric?: boolean
}

export interface TableProps<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
}

/** A plain table; where it is narrow, each row becomes a block whose values carry their column's title. */
export function Table<Row>({ caption, columns, rows, rowKey }: TableProps<Row>) {
  const [head] = columns
  return (
    <table className="table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ id, title, titleHidden = false, numeric = false }) => (
            <th key={id} scope="col" className={numeric ? 'numeric' : undefined}>
              <span className={titleHidden ? 'visually-hidden' : undefined}>{title}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) =>
              column === head ? (
                <th key={column.id} scope="row">
                  {column.cell(row)}
                </th>
              ) : (
                <td
                  key={column.id}
                  data-title={column.title}
                  className={column.numeric === true ? 'numeric' : undefined}
                >
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
