import { ConnformError, type HttpOptions, type HttpRequest, TransportError } from '@connform/core'
import { expect, onTestFinished } from 'vitest'
import { createTransport, type Transport, type TransportOptions } from '../../src/index.ts'
import { canary, expectNoCanary } from './canary.ts'

export const host = 'api.example.com'

/** A transport that is closed with the test; with a base URL, requests for {@link host} go there. */
export function openDoor(base?: string, options: TransportOptions = {}): Transport {
  const transport = createTransport({ ...(base !== undefined && { hosts: { [host]: base } }), ...options })
  onTestFinished(() => transport.close())
  return transport
}

/** A POST that holds the canary wherever a request can hold a secret. */
const secretRequest: HttpRequest = {
  method: 'POST',
  url: `https://${host}/stores/${canary}?client_secret=${canary}`,
  headers: { 'x-auth-token': canary },
  body: JSON.stringify({ password: canary }),
}

/** Sends {@link secretRequest} (changed as asked), expects it to fail, and expects the failure to give nothing away. */
export async function failure(
  transport: Transport,
  request: Partial<HttpRequest> = {},
  options: Partial<HttpOptions> = {},
): Promise<TransportError> {
  const error = await caught(transport, request, options)
  expect(error).toBeInstanceOf(TransportError)
  return error as TransportError
}

export async function caught(
  transport: Transport,
  request: Partial<HttpRequest> = {},
  options: Partial<HttpOptions> = {},
): Promise<ConnformError> {
  const sent = transport.request({ ...secretRequest, ...request }, { allowedHosts: [host], ...options })
  const error: unknown = await sent.then(
    (answer) => expect.unreachable(`answered ${answer.status}`),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ConnformError)
  expect(error).not.toHaveProperty('cause')
  expectNoCanary(error)
  return error as ConnformError
}
