import { useTexts } from '../texts/texts-context.tsx'

export function ActivityPanel() {
  const { t } = useTexts()
  return (
    <div className="page">
      <h1>{t.activity.title}</h1>
    </div>
  )
}
