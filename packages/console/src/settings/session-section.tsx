import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../api/api-context.tsx'
import { useSession } from '../session/session-context.tsx'
import { sessionLost } from '../session/session-state.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Button } from '../ui/index.ts'

export function SessionSection() {
  const { t, format } = useTexts()
  const { session, tenant } = useSession()
  const api = useApi()
  const client = useQueryClient()
  const signOut = useMutation({
    mutationFn: () => api.request('/session', { method: 'DELETE' }),
    onSuccess: async () => {
      sessionLost.set(false)
      await client.resetQueries({ queryKey: ['session'] })
      // Whoever signs in next may be somebody else.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
    },
  })
  const rows: readonly (readonly [string, string])[] = [
    [t.settings.session.actor, session.actor],
    [t.settings.session.role, t.session.role[session.role]],
    [t.settings.session.tenant, session.tenants === '*' ? `${tenant} (${t.settings.session.everyTenant})` : tenant],
    ...(session.expiresAt === undefined ? [] : [[t.settings.session.ends, format.moment(session.expiresAt)] as const]),
  ]
  return (
    <div className="stack">
      <p>{t.settings.session.intro}</p>
      <dl className="definition-list">
        {rows.map(([term, value]) => (
          <div key={term} className="definition-row">
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">{t.shell.version(session.version)}</p>
      {signOut.error !== null && <ProblemMessage error={signOut.error} />}
      <Button busy={signOut.isPending} onClick={() => signOut.mutate()}>
        {t.session.signOut}
      </Button>
    </div>
  )
}
