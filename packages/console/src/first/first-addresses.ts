import { BASE_URL, queryText } from '../api/address.ts'
import { LIST_PATH, listPage } from '../api/list-page.ts'
import { listQuery, readListState } from '../connections/list-state.ts'

/** What the page at an address reads first: who is signed in, and the list where it is shown. */
export function firstAddresses({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string[] {
  if (pathname === '/login') return []
  const session = `${BASE_URL}/session`
  if (pathname !== '/' && !pathname.startsWith('/connections/')) return [session]
  const query = listQuery(readListState(new URLSearchParams(search)))
  return [session, `${BASE_URL}${LIST_PATH}${queryText(listPage(query))}`, `${BASE_URL}/definitions`]
}
