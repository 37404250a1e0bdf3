import type { FastifyRequest } from 'fastify'
import { HttpProblem } from '../problems/http-problem.ts'

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** True for a method that changes nothing. RFC 9110 section 9.2.1 */
export const isSafe = (method: string): boolean => safeMethods.has(method)

/**
 * Refuses what the page of another site sends along with whatever the browser holds for this one. Goes by what browsers
 * say of a request and no page can change; a program says neither, and brings no cookie of anybody's browser.
 * https://www.w3.org/TR/fetch-metadata/
 */
export function assertSameSite(request: FastifyRequest, publicUrl: string | undefined): void {
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  if (site === 'same-origin' || (site === undefined && origin === undefined)) return
  if (site === undefined && isOwn(String(origin), request, publicUrl)) return
  throw new HttpProblem('cross_site', { detail: 'Requests that change something are taken from pages of this server.' })
}

function isOwn(origin: string, request: FastifyRequest, publicUrl: string | undefined): boolean {
  return origin === ownOrigin(request, publicUrl)
}

/** The origin under which the caller reaches this server. */
export const ownOrigin = (request: FastifyRequest, publicUrl: string | undefined): string =>
  publicUrl === undefined ? `${request.protocol}://${request.host}` : new URL(publicUrl).origin
