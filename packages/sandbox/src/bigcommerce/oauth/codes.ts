import { randomText } from '../../random-text.ts'
import type { StoreFixture } from '../store-fixture.ts'

/** What a merchant has agreed to, until the app fetches its token. */
export interface Grant {
  readonly clientId: string
  readonly redirectUri: string
  readonly store: StoreFixture
  readonly context: string
  readonly scopes: readonly string[]
}

/** Authorisation codes: each good once, for a short while. */
export interface Codes {
  issue(grant: Grant): string
  /** The grant behind a code that is still good. */
  find(code: string | undefined): Grant | undefined
  spend(code: string): void
}

/** How long a real code lasts is not documented; RFC 6749 section 4.1.2 asks for ten minutes at most. */
const LIFETIME_MS = 60_000

export const createCodes = (clock: () => Date): Codes => {
  const grants = new Map<string, { readonly grant: Grant; readonly expiresAt: number }>()
  return Object.freeze({
    issue: (grant: Grant) => {
      const code = randomText(31)
      grants.set(code, { grant, expiresAt: clock().getTime() + LIFETIME_MS })
      return code
    },
    find: (code: string | undefined) => {
      const found = grants.get(code ?? '')
      return found && clock().getTime() < found.expiresAt ? found.grant : undefined
    },
    spend: (code: string) => {
      grants.delete(code)
    },
  })
}
