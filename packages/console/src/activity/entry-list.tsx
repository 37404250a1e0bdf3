import { Link } from 'react-router'
import type { Query } from '../api/address.ts'
import { useAudit } from '../api/audit.ts'
import type { AuditRecord } from '../api/types.ts'
import { useNow } from '../shell/now.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import type { Texts } from '../texts/languages.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, Disclosure, Skeleton } from '../ui/index.ts'
import { actorText, shortId } from './actor-text.ts'
import { EntryChanges } from './entry-changes.tsx'
import { useSubjectNames } from './subject-names.ts'

export interface EntryListProps {
  readonly query: Query
  /** Whether the entries are about one thing, which then need not be named in each. */
  readonly ofOne?: boolean
  readonly filtered?: boolean
}

/** Who did what, newest first; older ones on request. */
export function EntryList({ query, ofOne = false, filtered = false }: EntryListProps) {
  const { t } = useTexts()
  const now = useNow()
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useAudit(query)
  const entries = data?.pages.flatMap((page) => page.entries) ?? []
  const names = useSubjectNames(ofOne ? [] : entries)
  if (isPending && error === null) return <Skeleton lines={8} />
  if (error !== null && data === undefined) {
    return <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />
  }
  if (entries.length === 0) {
    return (
      <div className="empty">
        <h2>{filtered ? t.activity.noResultTitle : t.activity.emptyTitle}</h2>
        <p>{filtered ? t.activity.noResultText : t.activity.emptyText}</p>
      </div>
    )
  }
  return (
    <>
      <ol className="entries" aria-label={t.activity.caption}>
        {entries.map((entry) => (
          <li key={entry.sequence} className="entry">
            <Entry
              entry={entry}
              name={ofOne ? undefined : (names.get(entry.subject.id) ?? shortId(entry.subject.id))}
              now={now}
            />
          </li>
        ))}
      </ol>
      {hasNextPage ? (
        <div className="row">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t.activity.older}
          </Button>
        </div>
      ) : (
        <p className="quiet small">{t.activity.noOlder}</p>
      )}
    </>
  )
}

interface EntryProps {
  readonly entry: AuditRecord
  /** Of what it is about; undefined where every entry is about the same. */
  readonly name: string | undefined
  readonly now: number
}

function Entry({ entry, name, now }: EntryProps) {
  const { t, format } = useTexts()
  return (
    <>
      <div className="entry-head">
        <span className="entry-action">{wordOf(t.words.action, entry.action)}</span>
        {name !== undefined && <Subject entry={entry} name={name} />}
        <span className="quiet small" title={entry.actor}>
          {actorText(entry.actor, t)}
        </span>
        <time className="quiet small" dateTime={entry.at} title={format.moment(entry.at)}>
          {format.ago(entry.at, now)}
        </time>
      </div>
      {entry.fields.length > 0 && (
        <Disclosure summary={`${t.activity.changesOf(entry.fields.length)}: ${entry.fields.join(', ')}`}>
          <EntryChanges entry={entry} />
        </Disclosure>
      )}
    </>
  )
}

function Subject({ entry, name }: { readonly entry: AuditRecord; readonly name: string }) {
  const { t } = useTexts()
  const { kind, id } = entry.subject
  const label = `${wordOf(t.activity.kind, kind)}: ${name}`
  const path = { connection: `/connections/${id}/activity`, setup: `/setups/${id}` }[String(kind)]
  if (path === undefined) return <span className="entry-subject">{label}</span>
  return (
    <Link className="entry-subject" to={path}>
      {label}
    </Link>
  )
}

/** A word of the API in words for people; one that is new to this console as it is. */
const wordOf = (words: Texts['words']['action'] | Texts['activity']['kind'], word: string): string =>
  Object.hasOwn(words, word) ? String(Reflect.get(words, word)) : word
