import type { IssuedToken } from '../../issued-token.ts'

export type StorefrontTokenKind = Extract<IssuedToken['kind'], 'storefront' | 'private' | 'customer-impersonation'>

/** Claims of a storefront token: its end is `eat`, there is no `exp`. */
export interface StorefrontClaims {
  /** Channels it is good for. */
  readonly cid: readonly number[]
  /** Origins a browser may ask from. */
  readonly cors: readonly string[]
  /** Unix seconds, like `iat`. */
  readonly eat: number
  readonly iat: number
  readonly iss: 'BC'
  readonly jti: string
  /** The store's number, unlike its hash. */
  readonly sid: number
  /** Client ID of the API account that made it. */
  readonly sub: string
  readonly sub_type: number
  readonly token_type: number
}

/** 1 is that of storefront tokens; those of the other kinds are not known. */
export const tokenTypes: Readonly<Record<StorefrontTokenKind, number>> = {
  storefront: 1,
  'customer-impersonation': 2,
  private: 3,
}

/** 0 is that of the tokens a theme gets; that of API accounts is not known. */
export const API_ACCOUNT_SUB_TYPE = 2

/** The claims in a JWT's middle part; null where it is no JSON, undefined where it is JSON of another form. */
export const readClaims = (jwt: string): StorefrontClaims | null | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return isClaims(value) ? value : undefined
  } catch {
    return null
  }
}

const isClaims = (value: unknown): value is StorefrontClaims =>
  typeof value === 'object' &&
  value !== null &&
  'cid' in value &&
  Array.isArray(value.cid) &&
  ['eat', 'iat', 'sid'].every((name) => typeof Reflect.get(value, name) === 'number')
