import { type Clock, ConnformError, Secret } from '@connform/core'
import { encodeBase64url } from '../browser/base64url.ts'
import { readEnvelope } from '../browser/envelope.ts'
import { type FieldContent, type FieldPlace, readFieldContent } from '../browser/field-content.ts'
import { openBox } from './open-box.ts'
import { type SealingKey, sealingKeyRing } from './sealing-key-ring.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const MIN_SEED_BYTES = 32
const idForm = /^[\w-]{21}[AQgw]$/

export interface SealingKeysOptions {
  /** Default is the system's. */
  readonly clock?: Clock
  /** How long a page may stay open between getting a key and sending what it sealed. Default is 600,000 (10 minutes). */
  readonly lifetimeMs?: number
  /**
   * Envelopes that are remembered as opened per key. Default is 100,000. When there are more, the key is erased: pages
   * that hold it have to be loaded again, and nothing opens twice.
   */
  readonly maxOpened?: number
  /**
   * Remembers an envelope as opened until `expiresAt` (ISO 8601), and answers true at the first time alone, as a unique
   * index does. Default keeps it in memory, which is right for one process.
   */
  readonly rememberOpened?: (id: string, expiresAt: string) => boolean | Promise<boolean>
  /**
   * At least 32 secret random bytes, the same for several processes, which then open what was sealed for any of them;
   * needs `rememberOpened`. They are copied, so erase yours. Without a seed keys are random, and gone with the process;
   * with one, who has it can make the keys of the past again.
   */
  readonly seed?: Uint8Array
}

/** What a page needs to seal; nothing of it is secret. Spread it into the options of `sealField`. */
export interface IssuedSealingKey {
  readonly keyId: string
  readonly publicKey: string
  /** ISO 8601. */
  readonly expiresAt: string
  readonly session: string
}

export interface SealingKeys {
  /** The key for a page of this session. `session` is shown to the page: an id or a hash, never a session cookie. */
  issue(session: string): IssuedSealingKey
  /**
   * What was typed, once. Rejects with `ERR_SEALED_FIELD` for everything else: an envelope that was altered, opened
   * before, made for another session, definition, field or connection, or whose key is unknown or gone. Why is not
   * said, but where it is merely too old.
   */
  openField(envelope: string, place: FieldPlace): Promise<Secret>
  /** Erases every key. */
  close(): void
}

/**
 * The server's half of `sealField`: short-lived keys, and the opening of what was sealed with them.
 *
 * @throws ConnformError `ERR_OPTION_INVALID`
 */
export function sealingKeys(options: SealingKeysOptions = {}): SealingKeys {
  const { clock = () => new Date(), lifetimeMs, maxOpened, rememberOpened, seed } = readOptions(options)
  const ring = sealingKeyRing(lifetimeMs, seed)
  let closed = false

  function rememberHere(key: SealingKey, id: string): boolean {
    if (key.opened.has(id)) return false
    if (key.opened.size >= maxOpened) {
      ring.drop(key)
      throw expired()
    }
    key.opened.add(id)
    return true
  }

  return Object.freeze({
    issue(session: string) {
      if (closed) throw keysClosed()
      if (typeof session !== 'string' || session === '') {
        throw new ConnformError('ERR_OPTION_INVALID', 'A session has to be a text that is not empty.')
      }
      const nowMs = clock().getTime()
      const { keyId, publicBytes } = ring.current(nowMs)
      const expiresAt = new Date(nowMs + lifetimeMs).toISOString()
      return Object.freeze({ keyId, publicKey: encodeBase64url(publicBytes), expiresAt, session })
    },

    async openField(envelope: string, place: FieldPlace) {
      if (closed) throw keysClosed()
      const nowMs = clock().getTime()
      const { keyId, box } = readEnvelope(envelope) ?? {}
      const key = keyId === undefined ? undefined : ring.find(keyId, nowMs)
      if (key === undefined || box === undefined) throw refused()
      const content = openContent(box, key)
      if (content === undefined || !isFor(content, place) || !idForm.test(content.id)) throw refused()
      const expiresAtMs = readTime(content.expiresAt)
      if (expiresAtMs === undefined || expiresAtMs > key.endsAtMs) throw refused()
      if (nowMs >= expiresAtMs) throw expired()
      const isFirst = rememberOpened
        ? await rememberOpened(`${key.keyId}.${content.id}`, new Date(key.endsAtMs).toISOString())
        : rememberHere(key, content.id)
      if (isFirst !== true) throw refused()
      return new Secret(content.value)
    },

    close() {
      closed = true
      ring.erase()
    },
  })
}

function openContent(box: Uint8Array, key: SealingKey): FieldContent | undefined {
  const bytes = openBox(box, key.publicBytes, key.privateBytes)
  const content = bytes && readFieldContent(bytes)
  bytes?.fill(0)
  return content
}

function isFor(content: FieldContent, { session, definition, field, connection }: FieldPlace): boolean {
  return (
    content.session === session &&
    content.definition === definition &&
    content.field === field &&
    content.connection === connection
  )
}

/** Undefined for a time in another spelling than `toISOString` gives. */
function readTime(text: string): number | undefined {
  const time = Date.parse(text)
  return Number.isNaN(time) || new Date(time).toISOString() !== text ? undefined : time
}

function readOptions(options: SealingKeysOptions) {
  const { lifetimeMs = 10 * MINUTE_MS, maxOpened = 100_000, seed, rememberOpened } = options
  if (!Number.isInteger(lifetimeMs) || lifetimeMs < 1000 || lifetimeMs > DAY_MS) {
    throw new ConnformError('ERR_OPTION_INVALID', `lifetimeMs has to be a whole number from 1000 to ${DAY_MS}.`)
  }
  if (!Number.isInteger(maxOpened) || maxOpened < 1) {
    throw new ConnformError('ERR_OPTION_INVALID', 'maxOpened has to be a whole number above 0.')
  }
  if (seed !== undefined && (seed.byteLength < MIN_SEED_BYTES || rememberOpened === undefined)) {
    throw new ConnformError(
      'ERR_OPTION_INVALID',
      `A seed has to be at least ${MIN_SEED_BYTES} bytes, and needs rememberOpened: processes that share keys have to share what they opened.`,
    )
  }
  return { ...options, lifetimeMs, maxOpened }
}

const reload = 'Reload the page and type the value again.'

/** The one answer to everything that does not open; it never says why, so that nobody can learn by trying. */
function refused(): ConnformError {
  return new ConnformError('ERR_SEALED_FIELD', 'The sealed field does not open here.', reload)
}

function expired(): ConnformError {
  return new ConnformError(
    'ERR_SEALED_FIELD',
    'The page was open for too long, and what it sealed has expired.',
    reload,
  )
}

function keysClosed(): ConnformError {
  return new ConnformError('ERR_CLOSED', 'The sealing keys are closed.')
}
