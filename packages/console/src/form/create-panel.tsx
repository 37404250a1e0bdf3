import { useTexts } from '../texts/texts-context.tsx'
import { SidePanel } from '../ui/index.ts'

export interface CreatePanelProps {
  /** Id of the definition; where it is undefined, it is chosen first. */
  readonly definition: string | undefined
  readonly onClose: () => void
}

export function CreatePanel({ definition, onClose }: CreatePanelProps) {
  const { t } = useTexts()
  return (
    <SidePanel title={t.form.createTitle} wide onClose={onClose}>
      {definition}
    </SidePanel>
  )
}
