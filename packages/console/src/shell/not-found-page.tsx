import { useTexts } from '../texts/texts-context.tsx'
import { LinkButton } from '../ui/index.ts'
import { usePageTitle } from './page-title.ts'

export function NotFoundPage() {
  const { t } = useTexts()
  usePageTitle(t.shell.notFoundTitle)
  return (
    <div className="page">
      <div className="empty">
        <h1>{t.shell.notFoundTitle}</h1>
        <p>{t.shell.notFoundText}</p>
        <LinkButton to="/" variant="primary">
          {t.shell.toConnections}
        </LinkButton>
      </div>
    </div>
  )
}
