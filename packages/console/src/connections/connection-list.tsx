import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useDefinitionTitles } from '../api/definitions.ts'
import type { Connection } from '../api/types.ts'
import { CONTENT_ID } from '../shell/content-id.ts'
import { useIsNarrow } from '../shell/media.ts'
import { useNow } from '../shell/now.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { ConnectionRow } from './connection-row.tsx'
import { ListHead } from './list-head.tsx'
import type { ListState } from './list-state.ts'
import { hasNoticeLine } from './notice-line.tsx'
import type { ConnectionActs } from './use-connection-acts.ts'

/** In units of the root's font size: enough for an auth type and a cause of two lines each. */
const ROW_HEIGHTS = { wide: 4.5, narrow: 12.5, narrowWithNotice: 14 } as const
const OVERSCAN_ROWS = 6
/** How near to the end the next page is asked for. */
const MORE_WITHIN_ROWS = 30

export interface ConnectionListProps {
  readonly connections: readonly Connection[]
  readonly hasMore: boolean
  /** Asks for the next page; undefined while that cannot be. */
  readonly onMore: (() => void) | undefined
  readonly state: ListState
  readonly onChange: (state: ListState) => void
  readonly testing: ReadonlySet<string>
  readonly acts: ConnectionActs
}

/**
 * The rows near the window alone are in the page, however many there are. Screen readers are told each row's number and
 * how many there are, or that it is not known yet.
 */
export function ConnectionList(props: ConnectionListProps) {
  const { connections, hasMore, onMore, state, onChange, testing, acts } = props
  const { t } = useTexts()
  const titles = useDefinitionTitles()
  const now = useNow()
  const body = useRef<HTMLTableSectionElement>(null)
  const rows = useRows(body, connections)
  const last = rows.getVirtualItems().at(-1)?.index ?? 0

  useEffect(() => {
    if (hasMore && last >= connections.length - MORE_WITHIN_ROWS) onMore?.()
  }, [hasMore, last, connections.length, onMore])

  return (
    <table
      aria-label={t.connections.title}
      aria-rowcount={hasMore ? -1 : connections.length + 1}
      className="connection-list"
    >
      <ListHead state={state} onChange={onChange} />
      <tbody ref={body} className="list-body" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, size }) => {
          const connection = connections[index]
          if (connection === undefined) return null
          return (
            <tr
              key={connection.id}
              aria-rowindex={index + 2}
              className="list-columns list-row"
              style={{ top: start - rows.options.scrollMargin, height: size }}
            >
              <ConnectionRow
                connection={connection}
                titles={titles}
                testing={testing.has(connection.id)}
                acts={acts}
                now={now}
              />
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function useRows(body: { readonly current: HTMLElement | null }, connections: readonly Connection[]) {
  const narrow = useIsNarrow()
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const content = document.getElementById(CONTENT_ID)
    const page = body.current?.closest('.page')
    if (content === null || page == null) return
    const measure = (): void => {
      if (body.current === null) return
      const above = body.current.getBoundingClientRect().top - content.getBoundingClientRect().top
      setMargin(Math.round(above + content.scrollTop))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(page)
    return () => observer.disconnect()
  }, [body])
  // Another function for each list: what was found of the rows of the one before does not hold for it.
  const getItemKey = useCallback((index: number) => connections[index]?.id ?? index, [connections])
  const rows = useVirtualizer({
    count: connections.length,
    getItemKey,
    getScrollElement: () => document.getElementById(CONTENT_ID),
    estimateSize: (index) => ROW_HEIGHTS[heightOf(connections[index], narrow)] * rootFontSize(),
    overscan: OVERSCAN_ROWS,
    scrollMargin: margin,
  })
  useLayoutEffect(() => rows.measure(), [narrow])
  return rows
}

function heightOf(connection: Connection | undefined, narrow: boolean): keyof typeof ROW_HEIGHTS {
  if (!narrow) return 'wide'
  return connection !== undefined && hasNoticeLine(connection) ? 'narrowWithNotice' : 'narrow'
}

const rootFontSize = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
