import type { SetupDocument, SetupStatus } from '../../api/setup-types.ts'
import { SettingsSection } from '../settings/settings-section.tsx'
import { SlotSection } from '../slot/slot-section.tsx'

export interface SectionBodyProps {
  readonly document: SetupDocument
  readonly section: SetupDocument['sections'][number]
  readonly status: SetupStatus
  readonly open: boolean
  /** Told whether something is chosen that is not saved. */
  readonly onDirty: (isDirty: boolean) => void
}

/** A connection, or what is chosen; a section may hold both. */
export function SectionBody(props: SectionBodyProps) {
  const { document, section, status, open } = props
  const asksForSettings = (section.fields ?? []).length > 0 || (section.mappings ?? []).length > 0
  return (
    <>
      {section.slot !== undefined && (
        <SlotSection document={document} slot={section.slot} status={status} open={open} />
      )}
      {asksForSettings && <SettingsSection {...props} />}
    </>
  )
}
