import { ConnformError } from '@connform/core'

const BLOCK_BYTES = 64
const SPACE = 0x20

/** What a box may hold at most, once padded: room for a key or a certificate, and not for a file. */
export const MAX_CONTENT_BYTES = 131_072

/** Where a sealed field belongs. A box has no associated data, so all of it stands inside. */
export interface FieldPlace {
  /** Names the user's session, and is not what proves it: never the content of a session cookie. */
  readonly session: string
  readonly definition: string
  readonly field: string
  /** Id of the connection that is edited; absent for one that is new. */
  readonly connection?: string
}

/** What is inside a box, as JSON. */
export interface FieldContent extends FieldPlace {
  readonly version: 1
  /** 16 random bytes as base64url; opened once. */
  readonly id: string
  /** ISO 8601, by the clock of the server, as it was handed out with the key. */
  readonly expiresAt: string
  readonly value: string
}

const members: Readonly<Record<string, 'required' | 'optional'>> = {
  id: 'required',
  session: 'required',
  definition: 'required',
  field: 'required',
  connection: 'optional',
  expiresAt: 'required',
  value: 'required',
}

/** JSON in UTF-8, filled up with spaces to a multiple of 64 bytes, which hides most of the value's length. */
export function writeFieldContent(content: FieldContent): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(content))
  const bytes = new Uint8Array(Math.ceil(json.length / BLOCK_BYTES) * BLOCK_BYTES).fill(SPACE)
  bytes.set(json)
  json.fill(0)
  if (bytes.length <= MAX_CONTENT_BYTES) return bytes
  bytes.fill(0)
  throw new ConnformError('ERR_SEALED_FIELD', 'The value is too long to be sealed.', 'Enter at most 64 KB of text.')
}

/** Undefined for anything but exactly what {@link writeFieldContent} writes. */
export function readFieldContent(bytes: Uint8Array): FieldContent | undefined {
  try {
    const content: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    return isFieldContent(content) ? content : undefined
  } catch {
    return undefined
  }
}

function isFieldContent(content: unknown): content is FieldContent {
  if (typeof content !== 'object' || content === null || !('version' in content) || content.version !== 1) return false
  const { version: _, ...texts } = content
  return (
    Object.entries(texts).every(([name, value]) => Object.hasOwn(members, name) && typeof value === 'string') &&
    Object.entries(members).every(([name, need]) => need === 'optional' || Object.hasOwn(texts, name))
  )
}
