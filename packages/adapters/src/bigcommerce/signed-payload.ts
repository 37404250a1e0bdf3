import type { Adapter, Issue, SignedPayload } from '@connform/core'
import { base64urlBytes, claimsOf, headerOf } from './json-web-token.ts'

/** What BigCommerce signs with, and Web Crypto's name for it. Nothing else is believed, `none` least of all. */
const algorithms: ReadonlyMap<unknown, string> = new Map([
  ['HS256', 'SHA-256'],
  ['HS512', 'SHA-512'],
])

/** Clocks may differ; BigCommerce's own `nbf` lies up to five seconds before `iat`. */
const SKEW_SECONDS = 10

const hints = Object.freeze({
  app: 'Check that the client ID and client secret of this OAuth client are those of the app that sent it.',
  whole: 'Pass on the whole signed_payload_jwt of the callback, as it arrived.',
  fresh: 'Open the app from the control panel again. If it stays so, check the clock of this machine.',
})

/**
 * Verifies a `signed_payload_jwt` of the load, uninstall and remove-user callbacks: signature by the client secret,
 * audience, and times. https://developer.bigcommerce.com/docs/integrations/apps/guide/callbacks
 */
export const readSignedPayload: NonNullable<Adapter['readSignedPayload']> = async (payload, verifier) => {
  const claims = claimsOf(payload)
  const hash = algorithms.get(headerOf(payload)?.['alg'])
  if (claims === undefined || hash === undefined)
    return refused('payload_unreadable', 'This is not a signed payload.', hints.whole)
  if (!(await isSigned(payload, { secret: verifier.clientSecret.reveal(), hash }))) {
    return refused('payload_not_signed', 'The payload was not signed with the secret of this app.', hints.app)
  }
  const { aud, sub, exp, nbf } = claims
  if (aud !== verifier.clientId) return refused('payload_other_app', 'The payload is for another app.', hints.app)
  const nowSeconds = verifier.now.getTime() / 1000
  if (typeof exp !== 'number' || exp + SKEW_SECONDS < nowSeconds) {
    return refused('payload_expired', 'The payload is no longer valid.', hints.fresh)
  }
  if (typeof nbf === 'number' && nbf - SKEW_SECONDS > nowSeconds) {
    return refused('payload_early', 'The payload is not valid yet.', hints.fresh)
  }
  const storeHash = typeof sub === 'string' ? /^stores\/([a-z0-9]{4,20})$/i.exec(sub)?.[1] : undefined
  if (storeHash === undefined) return refused('payload_unreadable', 'The payload names no store.', hints.whole)
  return { ok: true, account: { storeHash: storeHash.toLowerCase() } }
}

async function isSigned(payload: string, { secret, hash }: { secret: string; hash: string }): Promise<boolean> {
  const end = payload.lastIndexOf('.')
  const signature = base64urlBytes(payload.slice(end + 1))
  if (signature === undefined) return false
  const text = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', text.encode(secret), { name: 'HMAC', hash }, false, ['verify'])
  return crypto.subtle.verify('HMAC', key, signature, text.encode(payload.slice(0, end)))
}

function refused(code: string, message: string, hint: string): SignedPayload {
  const issue: Issue = { path: [], code, message, hint, severity: 'error' }
  return { ok: false, issues: [issue] }
}
