import { useCallback } from 'react'
import { useLocation, useNavigate } from 'react-router'

/** What a link to a panel carries, so that closing it is going back. */
export const fromList = Object.freeze({ fromList: true })

/** Closes a panel: back to the list it was opened from, with its search; to the list where the panel was opened first. */
export function useClosePanel(): () => void {
  const navigate = useNavigate()
  const { state, search } = useLocation()
  const cameFromList = typeof state === 'object' && state !== null && Reflect.get(state, 'fromList') === true
  return useCallback(() => {
    if (cameFromList) void navigate(-1)
    else void navigate({ pathname: '/', search }, { replace: true })
  }, [navigate, cameFromList, search])
}
