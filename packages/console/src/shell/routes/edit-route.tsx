import { useParams } from 'react-router'
import { EditPanel } from '../../form/edit-panel.tsx'
import { useClosePanel } from '../close-panel.ts'

export function EditRoute() {
  const { id = '' } = useParams()
  return <EditPanel key={id} id={id} onClose={useClosePanel()} />
}
