import { useTexts } from '../texts/texts-context.tsx'
import { SidePanel } from '../ui/index.ts'

export interface EditPanelProps {
  readonly id: string
  readonly onClose: () => void
}

export function EditPanel({ id, onClose }: EditPanelProps) {
  const { t } = useTexts()
  return (
    <SidePanel title={t.form.editTitle} wide onClose={onClose}>
      {id}
    </SidePanel>
  )
}
