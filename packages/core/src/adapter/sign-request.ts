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
  const signature = method.kind === 'header' ? method : method.sign
  // Header names are alike in any case: what the caller set under the signature's name must not be sent beside it.
  const name = signature.header.toLowerCase()
  const others = Object.entries(request.headers).filter(([header]) => header.toLowerCase() !== name)
  return {
    ...request,
    headers: { ...Object.fromEntries(others), [signature.header]: headerValue(definition, signature, credentials) },
  }
}

function headerValue(definition: Definition, signature: HeaderSignature, credentials: Credentials): string {
  return fillTemplate(signature.value, (name) => {
    const secret = Object.hasOwn(credentials.secrets, name) ? credentials.secrets[name] : undefined
    const value = secret === undefined && Object.hasOwn(credentials.values, name) ? credentials.values[name] : undefined
    if (secret !== undefined) return secret.reveal()
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    throw new ConnformError(
      'ERR_UNSUPPORTED',
      `A request of ${definition.title} with auth type ${credentials.authType} needs a ${name}, and this connection holds none.`,
    )
  })
}
