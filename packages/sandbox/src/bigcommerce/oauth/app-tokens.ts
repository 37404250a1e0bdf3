import { randomText } from '../../random-text.ts'
import type { StoreFixture } from '../store-fixture.ts'
import type { World } from '../world.ts'
import type { AppFixture } from './app-fixture.ts'

interface AppAccount {
  readonly app: AppFixture
  readonly store: StoreFixture
  readonly scopes: readonly string[]
}

/**
 * A token of an app for one store: good at once, without an end, and in place of the one the app had there before.
 * https://developer.bigcommerce.com/docs/integrations/apps/guide/auth
 */
export const issueAppToken = ({ app, store, scopes }: AppAccount, world: World): string => {
  const { clientId, clientSecret, name } = app
  for (const [accessToken, account] of world.tokens) {
    if (account.token.clientId === clientId && account.store.hash === store.hash) {
      world.revoked.add(accessToken)
      world.ledger.revoke(accessToken)
    }
  }
  const accessToken = randomText(31)
  world.tokens.set(accessToken, { token: { accessToken, clientId, clientSecret, label: name, scopes }, store })
  world.ledger.add({
    kind: 'app',
    token: accessToken,
    owner: store.hash,
    scopes,
    issuedAt: world.clock(),
    expiresAt: null,
  })
  return accessToken
}
