import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Query } from '../../api/address.ts'

/** What the list shows, as it stands in the address. */
export interface SetupListState {
  readonly search: string
  readonly status: string
  /** A column, with a leading `-` where it is descending. */
  readonly sort: string
}

export const setupColumns = ['name', 'address', 'status', 'updatedAt'] as const
export type SetupColumn = (typeof setupColumns)[number]

const initial: SetupListState = Object.freeze({ search: '', status: '', sort: 'name' })
const statuses: readonly string[] = ['active', 'inactive', 'failing']
const names = Object.keys(initial) as (keyof SetupListState)[]

/** Reads the address; what it names wrongly is as at first. */
export function readSetupListState(parameters: URLSearchParams): SetupListState {
  const { search, status, sort } = {
    ...initial,
    ...Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? initial[name]])),
  }
  const isColumn = setupColumns.some((column) => column === sort.replace(/^-/, ''))
  return { search, status: statuses.includes(status) ? status : '', sort: isColumn ? sort : initial.sort }
}

export const setupListQuery = (document: string, { search, status, sort }: SetupListState): Query => ({
  document,
  search: search.trim(),
  status,
  sort,
})

/** The list's state and a way to change it. A change is no step that Back undoes: Back leaves the list. */
export function useSetupListState(): readonly [SetupListState, (state: SetupListState) => void] {
  const [parameters, setParameters] = useSearchParams()
  const state = useMemo(() => readSetupListState(parameters), [parameters])
  const set = useCallback(
    (next: SetupListState) =>
      setParameters(
        (current) => {
          const written = new URLSearchParams(current)
          for (const name of names) {
            if (next[name] === initial[name]) written.delete(name)
            else written.set(name, next[name])
          }
          return written
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
  )
  return [state, set]
}
