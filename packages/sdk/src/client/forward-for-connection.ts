import { ConnformError, type HttpStreamAnswer, type StreamBody } from '@connform/core'
import type { Context } from '../connections/context.ts'
import type { ForwardAnswer, ForwardOptions } from './client.ts'
import { answerHeaders, type SignedHeaders, signForwarded } from './forward-headers.ts'
import { keepBody } from './kept-body.ts'
import { safePath } from './safe-path.ts'
import { lowerCased } from './signer.ts'
import { urlBelow } from './url-below.ts'
import { type Sending, whileRefused } from './while-refused.ts'

/** What is forwarded. */
export interface ForwardCall {
  readonly method: string
  /** Path and query below the base URL. */
  readonly path: string
  readonly options: ForwardOptions
}

interface Forwarded {
  readonly answer: HttpStreamAnswer
  readonly signed: SignedHeaders
  readonly sending: Sending
}

/** Signs a caller's request, sends it on, and hands back what comes, both as they come. */
export async function forwardForConnection(context: Context, id: string, call: ForwardCall): Promise<ForwardAnswer> {
  const given = call.options.body
  const kept = given === undefined || given instanceof Uint8Array ? undefined : keepBody(given)
  const bytes = given instanceof Uint8Array && given.byteLength > 0 ? given : undefined
  const body: StreamBody | undefined = kept ?? bytes
  try {
    const { answer, signed, sending } = await whileRefused<Forwarded>(context, id, {
      send: (next) => send(context, next, { ...call, body }),
      statusOf: (sent) => sent.answer.status,
      isRepeatable: () => kept?.isRepeatable ?? true,
      drop: async (sent) => {
        await sent.answer.body[Symbol.asyncIterator]().return?.()
      },
    })
    return Object.freeze<ForwardAnswer>({
      status: answer.status,
      headers: answerHeaders(answer.headers, signed, sending.signer.credentials),
      body: answer.body,
    })
  } finally {
    kept?.release()
  }
}

async function send(
  { stream }: Context,
  sending: Sending,
  { method, path, options, body }: ForwardCall & { readonly body: StreamBody | undefined },
): Promise<Forwarded> {
  const { adapter, signer } = sending
  const { body: _, headers = {}, ...limits } = options
  const { retry } = adapter.definition.request
  const url = urlBelow(signer.baseUrl, safePath(path)).href
  const request = { method: method.toUpperCase(), url, headers: signer.headers }
  const signed = signForwarded(adapter, request, { headers, credentials: signer.credentials })
  const bodyBytes = announcedLength(headers)
  const answer = await stream(
    {
      method: signed.request.method,
      url: signed.request.url,
      headers: signed.request.headers,
      ...(body === undefined ? {} : { body }),
      ...(bodyBytes === undefined ? {} : { bodyBytes }),
    },
    { ...limits, allowedHosts: signer.allowedHosts, ...(retry === undefined ? {} : { retry }) },
  )
  return { answer, signed, sending }
}

/** A coding that has an end of its own stands above the length. RFC 9112 §6.3 */
function announcedLength(headers: Readonly<Record<string, string>>): number | undefined {
  const { 'content-length': length, 'transfer-encoding': coding } = lowerCased(headers)
  if (length === undefined || coding !== undefined) return undefined
  if (/^\d{1,15}$/.test(length)) return Number(length)
  throw new ConnformError('ERR_OPTION_INVALID', 'The length of the body of a request is a number of bytes.')
}
