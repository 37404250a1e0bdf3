import { useParams } from 'react-router'
import { CreatePanel } from '../../form/create-panel.tsx'
import { useClosePanel } from '../close-panel.ts'

export function CreateRoute() {
  const { definition } = useParams()
  return <CreatePanel definition={definition} onClose={useClosePanel()} />
}
