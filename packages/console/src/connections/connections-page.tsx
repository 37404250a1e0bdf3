import { Outlet } from 'react-router'
import { useTexts } from '../texts/texts-context.tsx'

export function ConnectionsPage() {
  const { t } = useTexts()
  return (
    <div className="page">
      <h1>{t.connections.title}</h1>
      <Outlet />
    </div>
  )
}
