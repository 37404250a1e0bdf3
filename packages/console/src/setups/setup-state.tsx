import type { SetupStatus } from '../api/setup-types.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Tag } from '../ui/index.ts'

/** How far a setup is, in words; undefined for one that is not started. */
export function SetupState({ status }: { readonly status: SetupStatus | undefined }) {
  const { t } = useTexts()
  if (status === undefined) return <Tag>{t.setups.notStarted}</Tag>
  const { sections, ready, cleaning, setup } = status
  const done = sections.filter((section) => section.done).length
  if (cleaning !== null) return <Tag tone="warn">{t.setups.cleaningDue}</Tag>
  return (
    <span className="row">
      <Tag tone={ready ? 'good' : 'accent'}>{ready ? t.setups.ready : t.setups.progress(done, sections.length)}</Tag>
      {setup.usedAt !== null && <Tag>{t.setups.used}</Tag>}
    </span>
  )
}
