import { useTexts } from '../texts/texts-context.tsx'
import { SidePanel } from '../ui/index.ts'

export interface ReauthorizePanelProps {
  readonly id: string
  readonly onClose: () => void
}

export function ReauthorizePanel({ id, onClose }: ReauthorizePanelProps) {
  const { t } = useTexts()
  return (
    <SidePanel title={t.form.reauthorizeTitle} wide onClose={onClose}>
      {id}
    </SidePanel>
  )
}
