import { useTexts } from '../texts/texts-context.tsx'

export function OAuthClientsPage() {
  const { t } = useTexts()
  return (
    <div className="page">
      <h1>{t.oauthClients.title}</h1>
    </div>
  )
}
