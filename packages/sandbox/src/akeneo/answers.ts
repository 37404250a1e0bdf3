import { type Answer, jsonAnswer } from '../http/answer.ts'

/** How Akeneo reports every error. https://api.akeneo.com/documentation/responses.html */
export const pimError = (code: number, message: string): Answer => jsonAnswer(code, { code, message })

/**
 * Texts of the token endpoint, whose errors are a 422 where RFC 6749 has 400 and 401, and of the API.
 * https://api.akeneo.com/documentation/troubleshooting.html
 */
export const texts = {
  badClient: 'Parameter "client_id" is missing or does not match any client, or secret is invalid',
  badRequest: 'Parameter "grant_type", "username" or "password" is missing, empty or invalid',
  badRefreshRequest: 'Parameter "grant_type" or "refresh_token" is missing or empty',
  grantNotAllowed: 'This grant type is not authorized for this client',
  badUser: 'No user found for the given username and password',
  badRefreshToken: 'Refresh token is invalid or has expired',
  authenticationRequired: 'Authentication is required',
  invalidToken: 'The access token provided is invalid.',
  expiredToken: 'The access token provided has expired.',
  noApiAccess: 'Access forbidden. You are not allowed to access the web API.',
  badJson: 'Invalid json message received',
  tooManyItems: 'You cannot request more than 100 items.',
  badSearch: 'Search query parameter should be valid JSON.',
} as const

export const wrongContentType = (type: string): Answer =>
  pimError(
    415,
    `"${type}" in "Content-Type" header is not valid. Only "application/json" or "application/x-www-form-urlencoded" are allowed.`,
  )

export const bodyTooLarge = (maxBytes: number): Answer =>
  pimError(413, `Request content exceeded the maximum allowed size of ${maxBytes} bytes`)

/** The quotation marks are those of the documentation. */
export const notAcceptable = (accept: string): Answer =>
  pimError(406, `‘${accept}’ in ‘Accept‘ header is not valid. Only ‘application/json‘ is allowed.`)
