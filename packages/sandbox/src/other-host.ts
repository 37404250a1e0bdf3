import { sendAnswer, textAnswer } from './http/answer.ts'
import { type Listener, listen } from './http/listen.ts'
import { readRequest } from './http/read-request.ts'

/** What came to the host that no credential may come to. */
export interface OtherHostRequest {
  readonly method: string
  /** Without the query string. */
  readonly path: string
  /** In lower case, in the order sent. */
  readonly headerNames: readonly string[]
  /** Headers among them that are made to carry a credential. */
  readonly credentialHeaders: readonly string[]
  /** A fixture's secret or a token given out came along, in any header, the query string or the body. */
  readonly credentialSeen: boolean
}

export interface OtherHost {
  readonly url: string
  /** Oldest first. */
  requests(): readonly OtherHostRequest[]
}

const credentialHeaderNames: readonly string[] = [
  'authorization',
  'cookie',
  'proxy-authorization',
  'sf-api-token',
  'x-auth-client',
  'x-auth-token',
]

/** Listens as another host and answers as if all were well, so that following a redirect does not go unnoticed. */
export const startOtherHost = async (
  secrets: () => readonly string[],
): Promise<{ readonly otherHost: OtherHost; readonly listener: Listener }> => {
  let requests: readonly OtherHostRequest[] = []
  const listener = await listen(async (message, response) => {
    const { method, path, query, headers, body } = await readRequest(message)
    const headerNames = Object.keys(headers)
    const everything = [path, query, ...message.rawHeaders, body].join('\n')
    const request = {
      method,
      path,
      headerNames,
      credentialHeaders: headerNames.filter((name) => credentialHeaderNames.includes(name)),
      credentialSeen: secrets().some((secret) => everything.includes(secret)),
    }
    requests = [...requests, Object.freeze(request)]
    sendAnswer(response, textAnswer(200, '{"id":"other-host","data":[],"meta":{}}', 'application/json'))
  })
  return { listener, otherHost: Object.freeze({ url: listener.url, requests: () => requests }) }
}
