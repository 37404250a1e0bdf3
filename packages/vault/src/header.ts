import { ConnformError, type SecretPlace } from '@connform/core'
import { decodeBase64url } from './base64url.ts'
import { cannotOpen } from './failures.ts'
import { type JweHeader, jweHeader } from './jwe.ts'
import { isKeyId, KEY_ID_LENGTH } from './key-id.ts'

// Every header starts alike: 36 bytes up to the key id, which is 48 characters of base64url without a remainder. The
// key id and the two bytes behind it fill the next 32 characters exactly, so it can be cut out without parsing JSON.
const start = '{"alg":"dir","enc":"A256GCM","kid":"'
const encodedStart = Buffer.from(start, 'latin1').toString('base64url')
const keyIdEnd = encodedStart.length + 32

/** At most so many headers are kept per key; a sweep over more places starts again from none. */
const MAX_KEPT_HEADERS = 1024

/**
 * `{"alg":"dir","enc":"A256GCM","kid":…,"tid":…,"cid":…,"fld":…}`: the place a token belongs to is part of what its
 * tag covers. The tag alone does not hold a token to its row, because the header travels with the token: the reader
 * has to build the header it expects, as is done here.
 */
export function placeHeader(keyId: string, place: SecretPlace): JweHeader {
  const { tenant, connection, slot } = place
  if (typeof tenant !== 'string' || typeof connection !== 'string' || typeof slot !== 'string') {
    throw new ConnformError('ERR_OPTION_INVALID', 'A place needs a tenant, a connection and a slot, all of them texts.')
  }
  const members = `"tid":${JSON.stringify(tenant)},"cid":${JSON.stringify(connection)},"fld":${JSON.stringify(slot)}`
  return jweHeader(`${start}${keyId}",${members}}`)
}

/** `{"alg":"dir","enc":"A256GCM","kid":…,"cty":"jwk+json","tid":…}`: a data key of a tenant under the key named by `kid`. */
export function wrappedKeyHeader(keyId: string, tenant: string): JweHeader {
  return jweHeader(`${start}${keyId}","cty":"jwk+json","tid":${JSON.stringify(tenant)}}`)
}

/** {@link placeHeader} of one tenant and key, with the headers of the last places kept. */
export function keptPlaceHeaders(keyId: string): (place: SecretPlace) => JweHeader {
  const bySlot = new Map<string, Map<string, JweHeader>>()
  let count = 0
  return (place) => {
    const kept = bySlot.get(place.slot)?.get(place.connection)
    if (kept !== undefined) return kept
    const header = placeHeader(keyId, place)
    if (count >= MAX_KEPT_HEADERS) {
      bySlot.clear()
      count = 0
    }
    const byConnection = bySlot.get(place.slot) ?? new Map<string, JweHeader>()
    bySlot.set(place.slot, byConnection.set(place.connection, header))
    count += 1
    return header
  }
}

/** The id of the key a token names, without any promise that the token is genuine. */
export function keyIdOf(token: string): string {
  if (typeof token !== 'string' || !token.startsWith(encodedStart)) throw cannotOpen()
  const keyId = decodeBase64url(token.slice(encodedStart.length, keyIdEnd))?.toString('latin1', 0, KEY_ID_LENGTH)
  if (keyId === undefined || !isKeyId(keyId)) throw cannotOpen()
  return keyId
}
