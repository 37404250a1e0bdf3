import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { type ListState, readListState, writeListState } from './list-state.ts'

/** The list's state and a way to change it. A change is no step that Back undoes: Back leaves the list. */
export function useListState(): readonly [ListState, (state: ListState) => void] {
  const [parameters, setParameters] = useSearchParams()
  const state = useMemo(() => readListState(parameters), [parameters])
  const set = useCallback(
    (next: ListState) =>
      setParameters((current) => writeListState(current, next), { replace: true, preventScrollReset: true }),
    [setParameters],
  )
  return [state, set]
}
