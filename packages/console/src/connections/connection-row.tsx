import { memo } from 'react'
import type { DefinitionTitles } from '../api/definitions.ts'
import type { Connection } from '../api/types.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { NoticeLine } from './notice-line.tsx'
import { RowActions } from './row-actions.tsx'
import { StatusWord } from './status-word.tsx'
import { TestSummary } from './test-summary.tsx'
import type { ConnectionActs } from './use-connection-acts.ts'

export interface ConnectionRowProps {
  readonly connection: Connection
  readonly titles: DefinitionTitles
  readonly testing: boolean
  readonly acts: ConnectionActs
  readonly now: number
}

/** The cells of one connection, in the order of the list's columns. */
export const ConnectionRow = memo(function ConnectionRow(props: ConnectionRowProps) {
  const { connection, titles, testing, acts, now } = props
  const { t } = useTexts()
  const { name, definition, authType, derived, lastTest } = connection
  const title = titles.definition(definition)
  const kind =
    Object.keys(connection.values).length > 0 && authType !== 'none' ? titles.authType(definition, authType) : ''
  const address = derived.baseUrl?.replace(/^https?:\/\//, '') ?? t.connections.noAddress
  return (
    <>
      <th scope="row" className="cell cell-name">
        <span className="line line-name" title={name}>
          {name}
        </span>
        <span className="line quiet small" title={address}>
          {address}
        </span>
      </th>
      <td className="cell cell-kind">
        <span className="kind">
          <span className="kind-provider" title={title}>
            {kind === '' ? title : `${title} ·`}
          </span>{' '}
          {kind !== '' && <span className="kind-auth">{kind}</span>}
        </span>
        <NoticeLine connection={connection} />
      </td>
      <td className="cell cell-status">
        <StatusWord connection={connection} />
      </td>
      <td className="cell cell-test">
        <TestSummary result={lastTest} testing={testing} now={now} />
      </td>
      <td className="cell cell-actions">
        <RowActions connection={connection} testing={testing} acts={acts} />
      </td>
    </>
  )
})
