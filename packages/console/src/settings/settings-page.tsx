import { useNavigate, useParams } from 'react-router'
import { useMay } from '../session/session-context.tsx'
import { usePageTitle } from '../shell/page-title.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Tabs } from '../ui/index.ts'
import { ApiKeysSection } from './api-keys-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { SessionSection } from './session-section.tsx'

const sections = ['api-keys', 'keys', 'appearance', 'session'] as const
type Section = (typeof sections)[number]

/** Each tab has an address of its own. */
export function SettingsPage() {
  const { t } = useTexts()
  const navigate = useNavigate()
  const isAdmin = useMay('admin')
  const { section } = useParams()
  const selected = sections.find((one) => one === section) ?? (isAdmin ? 'api-keys' : 'appearance')
  const labels: Readonly<Record<Section, string>> = {
    'api-keys': t.settings.apiKeysTab,
    keys: t.settings.keysTab,
    appearance: t.settings.appearanceTab,
    session: t.settings.sessionTab,
  }
  usePageTitle(t.settings.title)
  return (
    <div className="page">
      <h1>{t.settings.title}</h1>
      <Tabs
        label={t.settings.sections}
        tabs={sections.map((id) => ({ id, label: labels[id] }))}
        selected={selected}
        onSelect={(id) => void navigate(`/settings/${id}`, { replace: true })}
      >
        <SectionBody section={selected} isAdmin={isAdmin} />
      </Tabs>
    </div>
  )
}

function SectionBody({ section, isAdmin }: { readonly section: Section; readonly isAdmin: boolean }) {
  const { t } = useTexts()
  if (section === 'appearance') return <AppearanceSection />
  if (section === 'session') return <SessionSection />
  if (!isAdmin) return <p className="quiet">{t.settings.adminOnly}</p>
  return section === 'keys' ? <KeysSection /> : <ApiKeysSection />
}
