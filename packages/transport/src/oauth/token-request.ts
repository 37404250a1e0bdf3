import type { HttpRequest, TokenEndpoint } from '@connform/core'

type Parameters = Readonly<Record<string, string>>

const bodies = {
  form: { contentType: 'application/x-www-form-urlencoded', write: (all: Parameters) => `${new URLSearchParams(all)}` },
  json: { contentType: 'application/json', write: (all: Parameters) => JSON.stringify(all) },
} as const

/** Where the client's credentials go: what each way adds to the body and to the headers. */
const clientAuthentications = {
  body: ({ clientId, clientSecret }: TokenEndpoint) => ({
    parameters: { client_id: clientId, client_secret: clientSecret.reveal() },
    headers: {},
  }),
  basic: ({ clientId, clientSecret }: TokenEndpoint) => ({
    parameters: {},
    headers: { authorization: `Basic ${btoa(`${formEncoded(clientId)}:${formEncoded(clientSecret.reveal())}`)}` },
  }),
} as const

/**
 * The request a token endpoint is asked with. In HTTP Basic both credentials are form-encoded first, as RFC 6749
 * section 2.3.1 demands; endpoints that expect them plain see no difference for credentials of letters, digits,
 * `.`, `-` and `_`, which is what those endpoints are known to issue.
 */
export function tokenRequest(endpoint: TokenEndpoint, grantParameters: Parameters): HttpRequest {
  const client = clientAuthentications[endpoint.clientAuthentication](endpoint)
  const { contentType, write } = bodies[endpoint.bodyFormat]
  return {
    method: 'POST',
    url: endpoint.url,
    headers: { accept: 'application/json', 'content-type': contentType, ...client.headers },
    body: write({ ...grantParameters, ...client.parameters }),
  }
}

/** As RFC 6749 appendix B has it; what comes out is ASCII. */
function formEncoded(text: string): string {
  return `${new URLSearchParams({ '': text })}`.slice('='.length)
}
