import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { useApi } from '../api/api-context.tsx'
import { isProblem } from '../api/problem.ts'
import type { Session } from '../api/types.ts'
import { usePageTitle } from '../shell/page-title.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, Skeleton } from '../ui/index.ts'
import { takeLoginToken } from './login-token.ts'
import { sessionLost, tellSignedIn } from './session-state.ts'

/** Redeems the one-time token of a sign-in link. */
export function LoginPage() {
  const { t } = useTexts()
  const { error, token, retry } = useRedeem()
  usePageTitle(t.session.title)
  const isUsed = isProblem(error) && error.status >= 400 && error.status < 500 && error.status !== 429
  return (
    <main className="card">
      <p className="shell-brand">{t.shell.product}</p>
      {token === undefined || isUsed ? (
        <>
          <h1>{isUsed ? t.session.usedTitle : t.session.noTokenTitle}</h1>
          <p>{isUsed ? t.session.usedText : t.session.noTokenText}</p>
          <p className="quiet">{t.session.how}</p>
        </>
      ) : (
        <>
          <h1>{t.session.redeeming}</h1>
          {error === undefined ? <Skeleton lines={2} /> : <ProblemMessage error={error} />}
          {error !== undefined && (
            <Button variant="primary" onClick={retry}>
              {t.common.retry}
            </Button>
          )}
        </>
      )}
    </main>
  )
}

function useRedeem() {
  const api = useApi()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [token, setToken] = useState(takeLoginToken)
  const [attempt, setAttempt] = useState(0)
  const [error, setError] = useState<unknown>()
  // Another link opened in this tab differs in its fragment alone: the page is not loaded anew.
  useEffect(() => {
    const onFragment = (): void => setToken(takeLoginToken())
    window.addEventListener('hashchange', onFragment)
    return () => window.removeEventListener('hashchange', onFragment)
  }, [])
  useEffect(() => {
    if (token === undefined) return
    let wanted = true
    setError(undefined)
    redeemOnce(token, attempt, () => api.request<Session>('/session', { method: 'POST', body: { token } }))
      .then(({ data }) => {
        if (!wanted) return
        api.actFor({ csrfToken: data.csrfToken })
        client.clear()
        client.setQueryData(['session'], data)
        sessionLost.set(false)
        tellSignedIn()
        void navigate('/', { replace: true })
      })
      .catch((failure: unknown) => {
        if (wanted) setError(failure)
      })
    return () => {
      wanted = false
    }
  }, [api, client, navigate, token, attempt])
  return { token, error, retry: () => setAttempt(attempt + 1) }
}

/** A token works once: where a page is built twice, as React does while developing, both wait for the same answer. */
const redeemed = new Map<string, Promise<{ data: Session }>>()

function redeemOnce(
  token: string,
  attempt: number,
  redeem: () => Promise<{ data: Session }>,
): Promise<{ data: Session }> {
  const key = `${attempt} ${token}`
  const running = redeemed.get(key) ?? redeem().finally(() => redeemed.delete(key))
  redeemed.set(key, running)
  return running
}
