import { ConnformError } from '@connform/core'
import nacl from 'tweetnacl'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { writeEnvelope } from './envelope.ts'
import { type FieldPlace, writeFieldContent } from './field-content.ts'
import { KEY_BYTES, sealBox } from './sealed-box.ts'

const ID_BYTES = 16

/** Where the field belongs, and what `sealingKeys().issue(session)` answered. */
export interface SealFieldOptions extends FieldPlace {
  readonly keyId: string
  /** 32 bytes as base64url. */
  readonly publicKey: string
  readonly expiresAt: string
}

/**
 * Seals what was typed into one field of a form, in the browser, so that nothing between the page and the process that
 * opens it (a proxy, a log, a queue) can read it. The envelope is a text that stands in the place of the value, opens
 * once, and only for this session, definition, field and connection.
 *
 * It does not help against those who can change the page or the key that is handed to it.
 *
 * ```ts
 * const issued = await (await fetch('/sealing-key')).json()
 * form.accessToken = sealField({ ...issued, definition: 'example', field: 'accessToken' }, input.value)
 * ```
 *
 * @throws ConnformError `ERR_SEALED_FIELD` for a public key that is none, and for a text that cannot be sealed;
 *   `ERR_OPTION_INVALID` where a part of the options is missing.
 */
export function sealField(options: SealFieldOptions, text: string): string {
  const { keyId, session, definition, field, connection, expiresAt } = options
  if (![keyId, session, definition, field, expiresAt, connection ?? ''].every((text) => typeof text === 'string')) {
    throw new ConnformError('ERR_OPTION_INVALID', 'A field is sealed with what was issued, a definition and a field.')
  }
  const publicKey = typeof options.publicKey === 'string' ? decodeBase64url(options.publicKey) : undefined
  if (publicKey?.length !== KEY_BYTES) throw notAKey()
  if (typeof text !== 'string' || !text.isWellFormed()) {
    throw new ConnformError('ERR_SEALED_FIELD', 'The text holds half of a character pair, which UTF-8 cannot carry.')
  }
  const content = writeFieldContent({
    version: 1,
    id: encodeBase64url(nacl.randomBytes(ID_BYTES)),
    session,
    definition,
    field,
    ...(connection !== undefined && { connection }),
    expiresAt,
    value: text,
  })
  const box = sealBox(content, publicKey)
  content.fill(0)
  if (box === undefined) throw notAKey()
  return writeEnvelope(keyId, box)
}

function notAKey(): ConnformError {
  return new ConnformError(
    'ERR_SEALED_FIELD',
    'The page has no valid key to seal the field with.',
    'Reload the page and type the value again.',
  )
}
