import { HttpProblem } from '../problems/http-problem.ts'

/** Header that carries the token of a session. */
export const CSRF_HEADER = 'x-csrf-token'

const purpose = new TextEncoder().encode('connform csrf token 1')
const algorithm = { name: 'HMAC', hash: 'SHA-256' } as const

/** A text that only who knows the session can make, and that does not tell it: HMAC-SHA-256, as base64url. */
export async function csrfTokenOf(session: string): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await keyOf(session, 'sign'), purpose)
  return Buffer.from(signature).toString('base64url')
}

/** Refuses a request that does not carry the token of its session. Compares in constant time. */
export async function assertCsrfToken(session: string, token: unknown): Promise<void> {
  const given = typeof token === 'string' ? Buffer.from(token, 'base64url') : new Uint8Array()
  if (await crypto.subtle.verify('HMAC', await keyOf(session, 'verify'), new Uint8Array(given), purpose)) return
  throw new HttpProblem('csrf_token_invalid', {
    detail: `The header ${CSRF_HEADER} does not hold the token of this session.`,
    hint: 'Read it from GET /session.',
  })
}

const keyOf = (session: string, use: 'sign' | 'verify') =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(session), algorithm, false, [use])
