import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { MAX_CONTENT_BYTES } from './field-content.ts'
import { BOX_OVERHEAD_BYTES } from './sealed-box.ts'

/** Key id, then the box, both base64url. */
const form = /^sealed1\.([\w-]{22})\.([\w-]+)$/
const MAX_LENGTH = 31 + Math.ceil(((MAX_CONTENT_BYTES + BOX_OVERHEAD_BYTES) * 4) / 3)

export function writeEnvelope(keyId: string, box: Uint8Array): string {
  return `sealed1.${keyId}.${encodeBase64url(box)}`
}

/** Undefined for what is no envelope, or one in another spelling. */
export function readEnvelope(text: string): { keyId: string; box: Uint8Array } | undefined {
  if (typeof text !== 'string' || text.length > MAX_LENGTH) return undefined
  const [, keyId, encoded] = form.exec(text) ?? []
  const box = encoded === undefined ? undefined : decodeBase64url(encoded)
  return keyId === undefined || box === undefined ? undefined : { keyId, box }
}
