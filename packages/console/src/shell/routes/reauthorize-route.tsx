import { useParams } from 'react-router'
import { ReauthorizePanel } from '../../form/reauthorize-panel.tsx'
import { useClosePanel } from '../close-panel.ts'

export function ReauthorizeRoute() {
  const { id = '' } = useParams()
  return <ReauthorizePanel key={id} id={id} onClose={useClosePanel()} />
}
