import { onlineManager, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { useApi } from '../api/api-context.tsx'
import { serverReachable } from '../session/session-state.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Icon, useToasts } from '../ui/index.ts'
import { useSignal } from './signal.ts'

const ASK_AGAIN_MS = 2000

/** Says that no answer comes, asks again by itself, and says when the server is back. */
export function ServerBanner() {
  const { t } = useTexts()
  const online = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  )
  const reachable = useSignal(serverReachable)
  useAskAgain(online && !reachable)
  const isDown = !online || !reachable
  const title = online ? t.problems.unreachableTitle : t.problems.offlineTitle
  const text = online ? t.problems.unreachableText : t.problems.offlineText
  return (
    <div role="status">
      {isDown && (
        <div className="server-banner">
          <Icon name="warning" />
          <strong>{title}</strong>
          <span>{text}</span>
        </div>
      )}
    </div>
  )
}

function useAskAgain(isDown: boolean): void {
  const { t } = useTexts()
  const api = useApi()
  const client = useQueryClient()
  const { show } = useToasts()
  useEffect(() => {
    if (!isDown) return
    let isAsking = false
    const timer = setInterval(() => {
      // A server that takes long is not asked by many at once, who would all tell of its answer.
      if (isAsking) return
      isAsking = true
      api
        .request('/healthz')
        .then(
          () => {
            show({ text: t.problems.backTitle })
            void client.invalidateQueries()
          },
          () => undefined,
        )
        .finally(() => {
          isAsking = false
        })
    }, ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isDown, api, client, show, t])
}
