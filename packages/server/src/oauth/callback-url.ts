import type { FastifyRequest } from 'fastify'
import { ownOrigin } from '../security/same-site.ts'

/** Where a provider sends a person back to, letter by letter as it has to be registered there. */
export const callbackUrl = (
  request: FastifyRequest,
  { publicUrl, base }: { readonly publicUrl: string | undefined; readonly base: string },
): string => `${ownOrigin(request, publicUrl)}${base}/oauth/callback`
