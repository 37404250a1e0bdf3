import type { Definition, HeaderSignature } from '../definition.ts'
import { ConnformError } from '../errors.ts'
import type { Credentials, HttpRequest } from '../ports.ts'
import { fillTemplate } from '../text/template.ts'

/**
 * Signs a request as the definition's `auth` says: a header made of values and secrets. Throws `ERR_UNSUPPORTED`
 * where the auth type signs with the token of an exchange and `credentials` holds none.
 */
export function signRequest(definition: Definition, request: HttpRequest, credentials: Credentials): HttpRequest {
  const { auth } = definition
  const method = Object.hasOwn(auth, credentials.authType) ? auth[credentials.authType] : undefined
  if (method === undefined) {
    throw new ConnformError('ERR_UNSUPPORTED', `${definition.id} does not say how to sign a request of this auth type.`)
  }
  return signWithHeader(method.kind === 'header' ? method : method.sign, request, credentials)
}

/** Adds one header made of values and secrets. Throws `ERR_UNSUPPORTED` where one it needs is not there. */
export function signWithHeader(
  signature: HeaderSignature,
  request: HttpRequest,
  credentials: Credentials,
): HttpRequest {
  // Header names are alike in any case: what the caller set under the signature's name must not be sent beside it.
  const name = signature.header.toLowerCase()
  const others = Object.entries(request.headers).filter(([header]) => header.toLowerCase() !== name)
  const headers = { ...Object.fromEntries(others), [signature.header]: headerValue(signature, credentials) }
  return { ...request, headers }
}

function headerValue(signature: HeaderSignature, { authType, values, secrets }: Credentials): string {
  return fillTemplate(signature.value, (name) => {
    const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined
    const value = secret === undefined && Object.hasOwn(values, name) ? values[name] : undefined
    if (secret !== undefined) return secret.reveal()
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    throw new ConnformError(
      'ERR_UNSUPPORTED',
      `A request with auth type ${authType} is signed with a ${name}, and this connection holds none.`,
    )
  })
}
