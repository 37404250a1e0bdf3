import { useTexts } from '../texts/texts-context.tsx'

export function SettingsPage() {
  const { t } = useTexts()
  return (
    <div className="page">
      <h1>{t.settings.title}</h1>
    </div>
  )
}
