import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ownOrigin } from '../security/same-site.ts'

export const SESSION_COOKIE = 'connform_session'

/** Lets the browser hold a session: out of reach of scripts, and never sent along from another site. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  { session, expiresAt, publicUrl }: { session: string; expiresAt: string | null; publicUrl: string | undefined },
): void {
  const expires = expiresAt === null ? {} : { expires: new Date(expiresAt) }
  reply.setCookie(SESSION_COOKIE, session, { ...traits(request, publicUrl), ...expires })
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply, publicUrl: string | undefined): void {
  reply.clearCookie(SESSION_COOKIE, traits(request, publicUrl))
}

const traits = (request: FastifyRequest, publicUrl: string | undefined): CookieSerializeOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  path: '/',
  secure: ownOrigin(request, publicUrl).startsWith('https:'),
})
