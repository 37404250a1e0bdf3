import { createHmac } from 'node:crypto'

export type HmacAlgorithm = 'HS256' | 'HS512' | 'none'

const digests: Readonly<Record<Exclude<HmacAlgorithm, 'none'>, string>> = { HS256: 'sha256', HS512: 'sha512' }

/** A JWT under a shared secret; `none` leaves the signature empty. RFC 7515, RFC 7518 section 3.2 */
export const hmacJwt = (
  claims: Readonly<Record<string, unknown>>,
  secret: string,
  algorithm: HmacAlgorithm,
): string => {
  const signed = `${jwtPart({ typ: 'JWT', alg: algorithm })}.${jwtPart(claims)}`
  if (algorithm === 'none') return `${signed}.`
  return `${signed}.${createHmac(digests[algorithm], secret).update(signed).digest('base64url')}`
}

export const jwtPart = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
