/** Where a user is sent to allow access, and the client that asks. */
export interface AuthorizeEndpoint {
  readonly url: string
  readonly clientId: string
}

export interface AuthorizeRequest {
  readonly redirectUri: string
  /** Asked for; the parameter is left out where there are none. */
  readonly scopes: readonly string[]
  /** Default is one space. RFC 6749 section 3.3 */
  readonly scopeSeparator?: string
  readonly state: string
  /** Sent besides what the grant asks for, such as a provider's `context`; they replace nothing that it asks for. */
  readonly parameters?: Readonly<Record<string, string>>
}

/**
 * The address that begins an authorisation code grant, RFC 6749 section 4.1.1: for example
 * `https://login.example.com/authorize?response_type=code&client_id=…`. A query the endpoint has is kept. Pure;
 * throws a `TypeError` where the endpoint's URL cannot be read.
 */
export function authorizeUrl(endpoint: AuthorizeEndpoint, request: AuthorizeRequest): string {
  const url = new URL(endpoint.url)
  const scope = request.scopes.join(request.scopeSeparator ?? ' ')
  const parameters = {
    ...request.parameters,
    response_type: 'code',
    client_id: endpoint.clientId,
    redirect_uri: request.redirectUri,
    ...(scope !== '' && { scope }),
    state: request.state,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
