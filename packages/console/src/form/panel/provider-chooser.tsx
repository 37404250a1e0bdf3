import { Link, useLocation } from 'react-router'
import { useDefinitions } from '../../api/definitions.ts'
import { ProblemMessage } from '../../shell/problem-message.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Skeleton } from '../../ui/index.ts'

/** What can be connected, each with what it is for. */
export function ProviderChooser() {
  const { t } = useTexts()
  const { state, search } = useLocation()
  const { data, error, refetch } = useDefinitions()
  if (error !== null)
    return <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton lines={6} />
  return (
    <div className="providers">
      <p className="providers-question">{t.form.chooseProvider}</p>
      <ul className="providers-list">
        {data.map(({ id, title, description, authTypes }) => (
          <li key={id}>
            <Link
              className="provider"
              to={{ pathname: `/connections/new/${encodeURIComponent(id)}`, search }}
              state={state}
              replace
            >
              <span className="provider-title">{title}</span>
              <span className="quiet">{description}</span>
              <span className="quiet small">{authTypes.map((authType) => authType.title).join(' · ')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
