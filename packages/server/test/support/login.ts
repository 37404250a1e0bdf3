import type { ApiAnswer, ApiClient } from './api-client.ts'
import type { Bench } from './bench.ts'

/** A browser that has logged in: its cookie, and the header that goes with it. */
export interface Login {
  readonly session: ApiAnswer
  readonly cookie: string
  /** With everything that a page of the console sends along. */
  readonly page: ApiClient
}

/** Redeems a link as a browser does. */
export async function login(bench: Bench, options: { allTenants?: boolean } = {}): Promise<Login> {
  const link = await bench.connform.access.createLoginLink(options)
  const token = link.token.reveal()
  bench.hide(token)
  const session = await bench.anybody({ 'sec-fetch-site': 'same-origin' }).post('/session', { token })
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const headers = { cookie, 'x-csrf-token': session.body.csrfToken, 'sec-fetch-site': 'same-origin' }
  return { session, cookie, page: bench.anybody(headers) }
}
