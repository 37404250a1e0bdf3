import { Link, useLocation } from 'react-router'
import type { Connection } from '../api/types.ts'
import { fromList } from '../shell/close-panel.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Icon } from '../ui/index.ts'

/** Whether a row has this line. */
export const hasNoticeLine = ({ notices, removedAt }: Connection): boolean =>
  notices.length > 0 && removedAt === undefined

/** The first notice in force, with its last day and the way to deal with it. */
export function NoticeLine({ connection }: { readonly connection: Connection }) {
  const { t, format } = useTexts()
  const { search } = useLocation()
  const [notice] = connection.notices
  if (notice === undefined || !hasNoticeLine(connection)) return null
  const text = notice.endsOn === undefined ? notice.title : t.connections.worksUntil(format.day(notice.endsOn))
  return (
    <span className="notice-line" title={`${notice.title}. ${notice.text}`}>
      <Icon name="warning" />
      <span className="notice-text">{text}</span>
      <Link
        to={{ pathname: `/connections/${connection.id}/reauthorize`, search }}
        state={fromList}
        aria-label={t.connections.fixOf(connection.name, text)}
      >
        {t.connections.fix}
      </Link>
    </span>
  )
}
