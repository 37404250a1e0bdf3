import type { Connection, ConnectionStatus } from '../api/types.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { StatusDot, type Tone } from '../ui/index.ts'

const looks: Readonly<Record<ConnectionStatus, { readonly tone: Tone; readonly hollow?: boolean }>> = {
  active: { tone: 'good' },
  inactive: { tone: 'neutral', hollow: true },
  failing: { tone: 'bad' },
  pending: { tone: 'warn', hollow: true },
  needs_reauth: { tone: 'bad', hollow: true },
  uninstalled: { tone: 'neutral' },
}

export function StatusWord({ connection }: { readonly connection: Connection }) {
  const { t, format } = useTexts()
  if (connection.removedAt !== undefined) {
    return (
      <StatusDot tone="neutral" hollow>
        {t.connections.removedOn(format.day(connection.removedAt))}
      </StatusDot>
    )
  }
  return <StatusDot {...looks[connection.status]}>{t.words.status[connection.status]}</StatusDot>
}
