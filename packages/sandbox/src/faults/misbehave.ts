import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { createGzip } from 'node:zlib'
import { type Answer, sendAnswer } from '../http/answer.ts'
import type { WireFault } from './fault.ts'

export interface Scene {
  readonly response: ServerResponse
  /** Aborts when the sandbox closes. */
  readonly signal: AbortSignal
  /** What would have been answered without the fault. */
  readonly usualAnswer: () => Answer
}

type Misbehaviours = {
  readonly [Kind in WireFault['kind']]: (fault: Extract<WireFault, { kind: Kind }>, scene: Scene) => Promise<void>
}

const GIBIBYTE = 1_073_741_824
const CHUNK_BYTES = 65_536
const JSON_HEADERS = { 'Content-Type': 'application/json' }

const misbehaviours: Misbehaviours = {
  slow: async ({ delayMs }, { response, signal, usualAnswer }) => {
    await delay(delayMs, undefined, { signal })
    sendAnswer(response, usualAnswer())
  },
  silent: async () => {},
  'cut-before-headers': async (_fault, { response }) => {
    response.req.socket.destroy()
  },
  'cut-in-body': async (_fault, { response, usualAnswer }) => {
    const answer = usualAnswer()
    const body = Buffer.from(answer.body || JSON.stringify({ data: [] }))
    response.writeHead(200, { ...answer.headers, ...JSON_HEADERS, 'Content-Length': String(body.length) })
    await new Promise<unknown>((resolve) => response.write(body.subarray(0, body.length / 2), resolve))
    response.req.socket.destroy()
  },
  'endless-body': (_fault, scene) => stream(scene, JSON_HEADERS, [Readable.from(longJson(Number.POSITIVE_INFINITY))]),
  'huge-body': ({ bytes = GIBIBYTE }, scene) =>
    stream(scene, { ...JSON_HEADERS, 'Content-Length': String(bytes) }, [Readable.from(longJson(bytes))]),
  'gzip-bomb': ({ bytes = GIBIBYTE }, scene) =>
    stream(scene, { ...JSON_HEADERS, 'Content-Encoding': 'gzip' }, [Readable.from(longJson(bytes)), createGzip()]),
}

/** Plays `fault` in place of the usual answer. */
export const misbehave = <Kind extends WireFault['kind']>(
  fault: Extract<WireFault, { kind: Kind }>,
  scene: Scene,
): Promise<void> => misbehaviours[fault.kind as Kind](fault, scene)

/** Valid JSON of exactly `bytes` bytes (at least 16), in pieces; endless for infinity. */
function* longJson(bytes: number): Generator<Buffer> {
  const start = '{"data":["'
  const end = '"]}'
  yield Buffer.from(start)
  const filling = Buffer.alloc(CHUNK_BYTES, 'x')
  for (let left = bytes - start.length - end.length; left > 0; left -= CHUNK_BYTES) {
    yield left < CHUNK_BYTES ? filling.subarray(0, left) : filling
  }
  yield Buffer.from(end)
}

const stream = async (
  { response, signal }: Scene,
  headers: Readonly<Record<string, string>>,
  parts: readonly [Readable, ...NodeJS.ReadWriteStream[]],
): Promise<void> => {
  response.writeHead(200, headers)
  // Node drops what is written to a HEAD, so that an endless body would never wait for the caller.
  if (response.req.method === 'HEAD') {
    response.end()
    return
  }
  try {
    await pipeline([...parts, response], { signal })
  } catch {
    // The caller has had enough and went away, or the sandbox closes: what such a body is for.
    response.destroy()
  }
}
