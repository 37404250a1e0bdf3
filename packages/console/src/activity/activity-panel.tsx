import { useParams } from 'react-router'
import { useConnection } from '../api/connections.ts'
import { useClosePanel } from '../shell/close-panel.ts'
import { usePageTitle } from '../shell/page-title.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { SidePanel } from '../ui/index.ts'
import { EntryList } from './entry-list.tsx'

/** What happened to one connection, over the list. */
export function ActivityPanel() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const { data } = useConnection(id)
  const title = data === undefined ? t.activity.title : t.activity.titleOf(data.name)
  usePageTitle(title)
  return (
    <SidePanel title={title} onClose={useClosePanel()}>
      <div className="panel-stack">
        <p className="quiet small">{t.activity.intro}</p>
        <EntryList query={{ subject: id }} ofOne />
      </div>
    </SidePanel>
  )
}
