import { type HmacAlgorithm, hmacJwt } from '../../jwt/hmac-jwt.ts'
import { ownerOf } from '../content/owner.ts'
import type { World } from '../world.ts'

export interface SignedPayloadOptions {
  readonly clientId: string
  readonly hash: string
  /** Which callback it is for. Default is `load`. */
  readonly kind?: 'load' | 'uninstall' | 'remove_user'
  /** Default is HS256, as BigCommerce's; its own Python client takes HS512 too. */
  readonly algorithm?: HmacAlgorithm
  /** What is wrong with it. */
  readonly flaw?: PayloadFlaw
  /** Claims in place of the usual ones. */
  readonly claims?: Claims
}

export type PayloadFlaw =
  /** Signed with another secret. */
  | 'wrong-signature'
  /** Expired an hour ago. */
  | 'expired'
  /** Good in an hour. */
  | 'not-yet-valid'
  /** Made for another app. */
  | 'other-audience'
  /** Says `alg: none` and has no signature. */
  | 'alg-none'

const DAY_SECONDS = 86_400
const HOUR_SECONDS = 3600

const times = (nbf: number) => ({ iat: nbf + 5, nbf, exp: nbf + DAY_SECONDS })

type Claims = Readonly<Record<string, unknown>>

/** Claims of each flaw, by the present moment in Unix seconds; a flaw of the signature has none. */
const flawedClaims: Readonly<Partial<Record<PayloadFlaw, (now: number) => Claims>>> = {
  expired: (now) => times(now - DAY_SECONDS - HOUR_SECONDS),
  'not-yet-valid': (now) => times(now + HOUR_SECONDS),
  'other-audience': () => ({ aud: 'another0app0of0another0develope' }),
}

/**
 * A `signed_payload_jwt` as the store sends it to `/load`, `/uninstall` and `/remove_user`: `nbf` five seconds before
 * `iat`, `exp` 24 hours after `nbf`. Throws `TypeError` for an app or a store that is not registered.
 * https://developer.bigcommerce.com/docs/integrations/apps/guide/callbacks
 */
export const signedPayload = (options: SignedPayloadOptions, world: World): string => {
  const { clientId, hash, kind = 'load', algorithm = 'HS256', flaw, claims } = options
  const app = world.apps.find(clientId)
  const store = world.stores.get(hash)
  if (!app || !store) throw new TypeError('The sandbox knows no such app or serves no such store.')
  const owner = ownerOf(store)
  const user = kind === 'remove_user' ? { id: owner.id + 1, email: 'john.roe@example.com' } : owner
  const now = Math.floor(world.clock().getTime() / 1000)
  const payload = {
    aud: clientId,
    iss: 'bc',
    ...times(now - 5),
    jti: crypto.randomUUID(),
    sub: `stores/${hash}`,
    user: { id: user.id, email: user.email, locale: 'en-US' },
    owner: { id: owner.id, email: owner.email },
    url: '/',
    channel_id: null,
    ...(flaw && flawedClaims[flaw]?.(now)),
    ...claims,
  }
  const secret = flaw === 'wrong-signature' ? `${app.clientSecret}0` : app.clientSecret
  return hmacJwt(payload, secret, flaw === 'alg-none' ? 'none' : algorithm)
}
