import type { IncomingHttpHeaders } from 'node:http'
import type { IssuedToken } from '../../issued-token.ts'
import { numericId } from '../content/store-information.ts'
import { readClaims, type StorefrontClaims } from '../storefront/claims.ts'
import { SERVER_USE_ENDS, STOREFRONT_TOKENS_CHANGE } from '../storefront/sunset.ts'
import type { World } from '../world.ts'
import type { Storefront } from './storefronts.ts'

/** What is looked at, each part once the one before is known to be right. */
interface Presented {
  readonly headers: IncomingHttpHeaders
  readonly storefront: Storefront
  readonly world: World
  readonly jwt: string
  readonly claims: StorefrontClaims | null | undefined
  readonly issued: IssuedToken | undefined
}

/** True where the request has to be refused for this reason. */
type Refuses = (presented: Presented) => boolean

const INVALID = 'GraphQL invalid credentials.'

/** Messages for each refusal; the order is not documented, the last two texts are not known. */
const credentialChecks: readonly (readonly [message: string, refuses: Refuses])[] = [
  ['GraphQL credentials were missing. No token was sent.', ({ jwt }) => jwt === ''],
  [`${INVALID} String is not a JWT`, ({ jwt }) => !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(jwt)],
  [`${INVALID} JWT has no valid Json`, ({ claims }) => claims === null],
  [`${INVALID} JWT has Json of an unknown format`, ({ claims }) => !claims],
  [`${INVALID} JWT signature is invalid`, ({ jwt, world }) => !world.storefrontTokens.made(jwt)],
  [`${INVALID} JWT is expired`, ({ claims, world }) => (claims?.eat ?? 0) * 1000 <= world.clock().getTime()],
  ['Unknown JWT token', ({ issued }) => issued === undefined || issued.revoked],
  [
    `${INVALID} JWT store id doesn't match store id of the URL`,
    ({ claims, storefront }) => claims?.sid !== numericId(storefront.store.hash),
  ],
  [
    `${INVALID} JWT channel id doesn't match channel id of the URL`,
    ({ claims, storefront }) => !claims?.cid.includes(storefront.channelId),
  ],
  [
    `${INVALID} Private tokens are not for browsers`,
    ({ issued, headers }) => issued?.kind === 'private' && isBrowser(headers),
  ],
  [
    `${INVALID} Storefront tokens are not for server-to-server use`,
    ({ issued, headers, world }) =>
      issued?.kind === 'storefront' && headers.origin === undefined && !isForServers(issued, world.clock()),
  ],
]

/** The token a request presents, or the message that refuses it. */
export const presentedToken = (
  headers: IncomingHttpHeaders,
  storefront: Storefront,
  world: World,
): { readonly issued: IssuedToken; readonly claims: StorefrontClaims } | { readonly refusal: string } => {
  const jwt = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1] ?? ''
  const claims = readClaims(jwt)
  const issued = world.ledger.find(jwt)
  const presented = { headers, storefront, world, jwt, claims, issued }
  const refusal = credentialChecks.find(([, refuses]) => refuses(presented))?.[0]
  if (refusal !== undefined || !issued || !claims) return { refusal: refusal ?? 'Unknown JWT token' }
  return { issued, claims }
}

const isBrowser = (headers: IncomingHttpHeaders): boolean =>
  headers.origin !== undefined || /^Mozilla\//.test(headers['user-agent'] ?? '')

const isForServers = ({ issuedAt }: IssuedToken, now: Date): boolean =>
  new Date(issuedAt) < STOREFRONT_TOKENS_CHANGE && now < SERVER_USE_ENDS
