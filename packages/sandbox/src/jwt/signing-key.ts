import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { jwtPart } from './hmac-jwt.ts'

/** A key pair of its own, whose public half nobody is told, as with BigCommerce's. */
export interface SigningKey {
  /** A JWT of these claims, `alg` ES256. RFC 7518 section 3.4 */
  sign(claims: Readonly<Record<string, unknown>>): string
  /** Whether this key made the signature of `jwt`, a text of three parts. */
  made(jwt: string): boolean
}

const DSA_ENCODING = 'ieee-p1363'

export const createSigningKey = (): SigningKey => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return Object.freeze({
    sign: (claims: Readonly<Record<string, unknown>>) => {
      const signed = `${jwtPart({ typ: 'JWT', alg: 'ES256' })}.${jwtPart(claims)}`
      const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: DSA_ENCODING })
      return `${signed}.${signature.toString('base64url')}`
    },
    made: (jwt: string) => {
      const end = jwt.lastIndexOf('.')
      const signature = Buffer.from(jwt.slice(end + 1), 'base64url')
      return verify('sha256', Buffer.from(jwt.slice(0, end)), { key: publicKey, dsaEncoding: DSA_ENCODING }, signature)
    },
  })
}
