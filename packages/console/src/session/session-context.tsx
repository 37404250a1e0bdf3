import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useApi } from '../api/api-context.tsx'
import { isSessionLost } from '../api/problem.ts'
import { sessionQuery } from '../api/session.ts'
import type { Role, Session } from '../api/types.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { Shell } from '../shell/shell.tsx'
import { useSignal } from '../shell/signal.ts'
import { Skeleton } from '../ui/index.ts'
import { SessionEnded } from './session-ended.tsx'
import { onSignedInElsewhere, sessionLost } from './session-state.ts'
import { SignedOut } from './signed-out.tsx'

interface SessionValue {
  readonly session: Session
  /** The tenant whose connections are shown; only another than the session's own where it may act for all. */
  readonly tenant: string
  readonly setTenant: (tenant: string) => void
}

const SessionContext = createContext<SessionValue | undefined>(undefined)

/** Who is signed in. Below {@link SessionProvider} alone. */
export function useSession(): SessionValue {
  const value = useContext(SessionContext)
  if (value === undefined) throw new Error('There is no session here.')
  return value
}

const ranks: Readonly<Record<Role, number>> = { viewer: 0, editor: 1, admin: 2 }

/** Whether the session's role is this one or a higher one. */
export const useMay = (role: Role): boolean => ranks[useSession().session.role] >= ranks[role]

/** Shows the pages to those who are signed in, and to others how to sign in. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const api = useApi()
  const client = useQueryClient()
  const lost = useSignal(sessionLost)
  const [tenant, setTenant] = useState<string>()
  const query = useQuery(sessionQuery(api))
  const { data: session, error, refetch } = query

  useEffect(
    () =>
      onSignedInElsewhere(() => {
        void refetch()
      }),
    [refetch],
  )
  useEffect(() => {
    if (query.isError || query.dataUpdatedAt === 0 || !sessionLost.get()) return
    sessionLost.set(false)
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  }, [client, query.isError, query.dataUpdatedAt])

  const value = useMemo<SessionValue | undefined>(
    () =>
      session === undefined
        ? undefined
        : {
            session,
            tenant: tenant ?? session.tenant,
            setTenant: (next) => {
              api.actFor({ tenant: next })
              setTenant(next)
              void client.resetQueries({
                predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'tenants',
              })
            },
          },
    [session, tenant, api, client],
  )
  if (value !== undefined) {
    return (
      <SessionContext value={value}>
        {children}
        {lost && <SessionEnded onCheck={async () => (await refetch()).isSuccess} />}
      </SessionContext>
    )
  }
  if (isSessionLost(error)) return <SignedOut onCheck={async () => (await refetch()).isSuccess} />
  return (
    <Shell>
      <div className="page">
        {error === null ? <Skeleton lines={8} /> : <ProblemMessage error={error} onRetry={() => void refetch()} />}
      </div>
    </Shell>
  )
}
