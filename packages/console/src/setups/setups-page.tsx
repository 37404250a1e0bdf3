import { useSetupDocuments } from '../api/setups.ts'
import { usePageTitle } from '../shell/page-title.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Skeleton } from '../ui/index.ts'
import { DocumentCard } from './list/document-card.tsx'
import './setups.css'

/** What can be set up, and how far each is. */
export function SetupsPage() {
  const { t } = useTexts()
  const { data, error, refetch } = useSetupDocuments()
  usePageTitle(t.setups.title)
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t.setups.title}</h1>
      </div>
      <p className="page-intro">{t.setups.intro}</p>
      {error !== null && data === undefined && (
        <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data?.length === 0 && (
        <div className="empty">
          <h2>{t.setups.emptyTitle}</h2>
          <p>{t.setups.emptyText}</p>
        </div>
      )}
      {data !== undefined && data.length > 0 && (
        <ul className="setup-cards" aria-label={t.setups.documents}>
          {data.map((document) => (
            <li key={document.id}>
              <DocumentCard document={document} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
