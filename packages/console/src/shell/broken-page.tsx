import { useTexts } from '../texts/texts-context.tsx'
import { Button } from '../ui/index.ts'

/** What is left when a page breaks. */
export function BrokenPage() {
  const { t } = useTexts()
  return (
    <main className="card">
      <h1>{t.problems.crashTitle}</h1>
      <p>{t.problems.crashText}</p>
      <Button variant="primary" onClick={() => location.reload()}>
        {t.problems.reload}
      </Button>
    </main>
  )
}
