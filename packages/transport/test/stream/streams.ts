import type { ByteStream, HttpStreamOptions, HttpStreamRequest } from '@connform/core'
import { host } from '../support/door.ts'

export const url = `https://${host}/files/1?part=2`
export const options: HttpStreamOptions = { allowedHosts: [host] }
export const get: HttpStreamRequest = { method: 'GET', url, headers: {} }

export async function bytesOf(body: ByteStream): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces)
}

export const textOf = async (body: ByteStream): Promise<string> => (await bytesOf(body)).toString('latin1')

/** A stream whose pieces are given one by one, and which says when its reader let it go. */
export function givenStream() {
  const waiting: ((piece: Uint8Array | Error | undefined) => void)[] = []
  const given: (Uint8Array | Error | undefined)[] = []
  let letGo = () => {}
  const left = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const stream: ByteStream = {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const piece =
          given.length > 0 ? given.shift() : await new Promise<Uint8Array | Error | undefined>((r) => waiting.push(r))
        if (piece instanceof Error) throw piece
        return piece === undefined ? { done: true, value: undefined } : { done: false, value: piece }
      },
      return: async () => {
        letGo()
        return { done: true, value: undefined }
      },
    }),
  }
  const give = (piece: Uint8Array | string | Error | undefined) => {
    const value = typeof piece === 'string' ? Buffer.from(piece) : piece
    const reader = waiting.shift()
    if (reader === undefined) given.push(value)
    else reader(value)
  }
  return { stream, give, left }
}

/** As many bytes as asked for, made only when they are asked for. */
export async function* manyBytes(total: number, piece = Buffer.alloc(65_536, 'x')): AsyncGenerator<Uint8Array, void> {
  for (let left = total; left > 0; left -= piece.length) yield left < piece.length ? piece.subarray(0, left) : piece
}
