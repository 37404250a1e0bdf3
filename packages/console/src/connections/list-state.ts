import type { Query } from '../api/address.ts'

/** What the list shows, as it stands in the address: it can be bookmarked, sent, and gone back to. */
export interface ListState {
  readonly search: string
  /** A status, or `removed` for those that were deleted; empty for all others. */
  readonly status: string
  readonly provider: string
  /** Cause of the last test, or `untested`. */
  readonly test: string
  /** `1` for those alone that a notice is about. */
  readonly notices: string
  /** A column, with a leading `-` where it is descending. */
  readonly sort: string
}

export const sortColumns = ['name', 'definition', 'status', 'testedAt'] as const
export type SortColumn = (typeof sortColumns)[number]

const initial: ListState = Object.freeze({
  search: '',
  status: '',
  provider: '',
  test: '',
  notices: '',
  sort: 'name',
})

const names = Object.keys(initial) as (keyof ListState)[]

/** Reads the address; what it does not name, or names wrongly, is as at first. */
export function readListState(parameters: URLSearchParams): ListState {
  const read = Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? initial[name]]))
  const state = { ...initial, ...read }
  const isKnown = sortColumns.some((column) => column === state.sort.replace(/^-/, ''))
  return { ...state, sort: isKnown ? state.sort : initial.sort, notices: state.notices === '1' ? '1' : '' }
}

/** Writes into an address what differs from the first state, and leaves its other parameters alone. */
export function writeListState(parameters: URLSearchParams, state: ListState): URLSearchParams {
  const next = new URLSearchParams(parameters)
  for (const name of names) {
    if (state[name] === initial[name]) next.delete(name)
    else next.set(name, state[name])
  }
  return next
}

/** The question to the server. */
export function listQuery({ search, status, provider, test, notices, sort }: ListState): Query {
  return {
    search: search.trim(),
    definition: provider,
    cause: test,
    sort,
    ...(status === 'removed' ? { removed: true } : { status }),
    ...(notices === '1' ? { notices: true } : {}),
  }
}

/** Whether anything but the order differs from the whole list. */
export const isNarrowed = (state: ListState): boolean =>
  names.some((name) => name !== 'sort' && state[name] !== initial[name])

/** The whole list in the same order. */
export const widened = (state: ListState): ListState => ({ ...initial, sort: state.sort })

/** Ascending at first, then descending, then ascending again. */
export const sortedBy = (state: ListState, column: SortColumn): ListState => ({
  ...state,
  sort: state.sort === column ? `-${column}` : column,
})

export function sortDirection(sort: string, column: SortColumn): 'ascending' | 'descending' | 'none' {
  if (sort === column) return 'ascending'
  return sort === `-${column}` ? 'descending' : 'none'
}
