import type { FastifyRequest } from 'fastify'
import { SESSION_COOKIE } from './session-cookie.ts'

/** What a request brings to say who it comes from. */
export interface Credentials {
  readonly kind: 'bearer' | 'cookie'
  readonly secret: string
}

/** Longer than any secret of connform; what is longer is not looked up. */
const MAX_LENGTH = 256

/** The API key of the header, else the session of the cookie. Where there is a header, a cookie does not count. */
export function credentialsOf(request: FastifyRequest): Credentials | undefined {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const secret = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization.slice(0, MAX_LENGTH + 16))?.[1]
    return secret === undefined || secret.length > MAX_LENGTH ? undefined : { kind: 'bearer', secret }
  }
  const secret = request.cookies[SESSION_COOKIE]
  return secret === undefined || secret === '' || secret.length > MAX_LENGTH ? undefined : { kind: 'cookie', secret }
}

/** Whether a request brings anything that should say who it comes from, be it readable or not. */
export const bringsCredentials = ({ headers, cookies }: FastifyRequest): boolean =>
  headers.authorization !== undefined || (cookies[SESSION_COOKIE] ?? '') !== ''
