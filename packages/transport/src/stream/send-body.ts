import type { ClientRequest } from 'node:http'
import type { StreamBody } from '@connform/core'

const PIECE_BYTES = 65_536

export interface BodyTools {
  /** Length that was announced; undefined where the body is sent in chunks. */
  readonly bodyBytes: number | undefined
  /** Called for each piece that was handed over. */
  readonly moved: () => void
}

/** `left`: the request was closed first. */
export type BodySent = 'sent' | 'left' | 'other-length'

/**
 * Sends a body no faster than it is taken, and ends the request. Lets go of the body when the request is closed first,
 * or where it has not the announced length: the rest would be read as another request (RFC 9112 §11.2). Throws what the
 * body throws.
 */
export async function sendBody(request: ClientRequest, body: StreamBody, tools: BodyTools): Promise<BodySent> {
  const pieces = (body instanceof Uint8Array ? inPieces(body) : body)[Symbol.asyncIterator]()
  const orLeft = untilClosed(request)
  let sent = 0
  try {
    while (!request.destroyed) {
      const piece = await orLeft(pieces.next())
      if (piece === undefined) return 'left'
      if (piece.done) break
      sent += piece.value.byteLength
      if (tools.bodyBytes !== undefined && sent > tools.bodyBytes) return 'other-length'
      if (!request.write(piece.value)) await orLeft(drained(request))
      tools.moved()
    }
  } finally {
    // It may be waiting for a piece that never comes; whoever gave it hears of the end, and need not answer.
    Promise.resolve(pieces.return?.()).catch(() => {})
  }
  if (request.destroyed) return 'left'
  if (tools.bodyBytes !== undefined && sent < tools.bodyBytes) return 'other-length'
  request.end()
  return 'sent'
}

/** So that what is taken of it is seen. */
async function* inPieces(body: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < body.byteLength; at += PIECE_BYTES) yield body.subarray(at, at + PIECE_BYTES)
}

/**
 * What a promise becomes, or undefined as soon as the request is closed. `Promise.race` would do, but a promise that
 * outlives the race keeps what was won, here every piece of the body.
 */
function untilClosed(request: ClientRequest): <T>(promise: Promise<T>) => Promise<T | undefined> {
  let leave = () => {}
  request.once('close', () => leave())
  return (promise) =>
    new Promise((resolve, reject) => {
      leave = () => resolve(undefined)
      promise.then(resolve, reject)
      if (request.destroyed) leave()
    })
}

const drained = (request: ClientRequest): Promise<void> => new Promise((resolve) => request.once('drain', resolve))
