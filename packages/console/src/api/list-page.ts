import type { Query } from './address.ts'

const PAGE_ROWS = 100

export const LIST_PATH = '/connections'

/** What asks for one page of a list of connections: the first one where there is no cursor. */
export const listPage = (query: Query, cursor?: string): Query => ({ ...query, limit: PAGE_ROWS, cursor })
