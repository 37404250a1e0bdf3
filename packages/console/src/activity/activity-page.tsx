import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { usePageTitle } from '../shell/page-title.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { type AuditFilter, auditQuery, isFiltered, readAuditFilter, writeAuditFilter } from './audit-filter.ts'
import { AuditFilters } from './audit-filters.tsx'
import { EntryList } from './entry-list.tsx'

/** What happened to everything of the tenant. */
export function ActivityPage() {
  const { t } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const filter = useMemo(() => readAuditFilter(parameters), [parameters])
  const setFilter = useCallback(
    (next: AuditFilter) => setParameters((current) => writeAuditFilter(current, next), { replace: true }),
    [setParameters],
  )
  usePageTitle(t.activity.title)
  return (
    <div className="page">
      <h1>{t.activity.title}</h1>
      <p className="page-intro">{t.activity.intro}</p>
      <AuditFilters filter={filter} onChange={setFilter} />
      <EntryList query={auditQuery(filter)} filtered={isFiltered(filter)} />
    </div>
  )
}
