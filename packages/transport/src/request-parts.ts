import { validateHeaderName, validateHeaderValue } from 'node:http'
import { ConnformError, type HttpRequest } from '@connform/core'

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const methodsWithoutBody = new Set(['GET', 'HEAD'])

/** Headers that say where a message goes or where it ends; these are the transport's own. RFC 9110 §7.2, §7.6.1, RFC 9112 §6. */
const ownHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** A request as it is sent: method in capitals, header names in lower case. */
export interface RequestParts<Body = string> {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body | undefined
}

/** Checks what HTTP demands of a request. Throws `ERR_OPTION_INVALID`, naming a header but never its value. */
export function readRequest<Body>(
  request: Omit<HttpRequest, 'body'> & { readonly body?: Body },
  userAgent: string,
): RequestParts<Body> {
  const method = request.method.toUpperCase()
  if (!isMethod(method)) throw invalid(`A request's method is one of ${[...methods].join(', ')}.`)
  if (request.body !== undefined && methodsWithoutBody.has(method)) throw invalid(`A ${method} request has no body.`)
  const headers: Record<string, string> = { 'user-agent': userAgent }
  for (const [name, value] of Object.entries(request.headers))
    headers[readHeaderName(name)] = readHeaderValue(name, value)
  return { method, headers, body: request.body }
}

function isMethod(method: string): method is RequestParts['method'] {
  return methods.has(method)
}

function readHeaderName(name: string): string {
  try {
    validateHeaderName(name)
  } catch {
    throw invalid('The name of a header holds a character that HTTP does not allow.')
  }
  const lower = name.toLowerCase()
  if (ownHeaders.has(lower)) throw invalid(`The header ${lower} is set by connform itself.`)
  return lower
}

function readHeaderValue(name: string, value: string): string {
  try {
    validateHeaderValue(name, value)
  } catch {
    throw invalid(`The value of the header ${name.toLowerCase()} holds a character that HTTP does not allow.`)
  }
  return value
}

function invalid(message: string): ConnformError {
  return new ConnformError('ERR_OPTION_INVALID', message)
}
