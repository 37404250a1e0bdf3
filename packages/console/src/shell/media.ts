import { useCallback, useSyncExternalStore } from 'react'

/** Below this the page has one column. The style sheets say the same. */
const NARROW = '(max-width: 767px)'

export function useIsNarrow(): boolean {
  const subscribe = useCallback((listener: () => void) => {
    const query = matchMedia(NARROW)
    query.addEventListener('change', listener)
    return () => query.removeEventListener('change', listener)
  }, [])
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
}
