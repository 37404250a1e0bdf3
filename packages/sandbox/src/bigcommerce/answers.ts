import { type Answer, jsonAnswer, textAnswer, withHeaders } from '../http/answer.ts'

const STATUS_CODES_URL = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes'

/** Fields of an error; V3 has them in an object, V2 in an array around one. */
export interface ErrorDetails {
  readonly [field: string]: string
}

/** The object in which V3 and the gateway report an error. */
export const v3Error = (status: number, title: string, errors: ErrorDetails = {}): Answer =>
  jsonAnswer(status, { status, title, type: STATUS_CODES_URL, errors })

/** The array in which V2 reports an error. */
export const v2Error = (status: number, message: string, details?: ErrorDetails): Answer =>
  jsonAnswer(status, [{ status, message, ...(details && { details }) }])

/** Titles and texts that callers are known to read. */
export const texts = {
  tokenRequired: 'X-Auth-Token header is required',
  tokenMalformed: 'X-Auth-Token header should have correct format',
  unauthorised: 'Unauthorized',
  wrongCombination:
    'Unauthorized - the v3 Auth client ID or token in the request are not a valid combination for this store.',
  forbidden: 'Unauthorized Access. You do not have permission to make this request.',
  missingScope: "You don't have a required scope to access the endpoint",
  routeNotFound: 'The route is not found, check the URL',
  loginRedirect: 'You are being <a href="https://login.bigcommerce.com/login">redirected</a>.',
} as const

const wrongStoreTitles = { 401: texts.wrongCombination, 403: texts.forbidden } as const

/**
 * What the gateway says before a resource is reached. Texts in plain text and the 401 for a bad token as seen live in
 * August 2026; the rest as in the specifications. https://developer.bigcommerce.com/docs/start/about/status-codes
 */
export const gatewayAnswers = {
  routeNotFound: textAnswer(404, texts.routeNotFound),
  tokenRequired: textAnswer(401, texts.tokenRequired),
  tokenMalformed: textAnswer(401, texts.tokenMalformed),
  unauthorised: v3Error(401, texts.unauthorised),
  missingScope: v3Error(403, texts.missingScope),
  /** The status is documented, the body is not. */
  storeUnavailable: textAnswer(503, 'Service Unavailable'),
  /** Path-only `type`, as the specification of this one answer has it. */
  tooManyRequests: jsonAnswer(429, {
    status: 429,
    title: 'Too many requests',
    type: new URL(STATUS_CODES_URL).pathname,
    errors: {},
  }),
  loginPage: textAnswer(
    200,
    `<!DOCTYPE html><html><body>${texts.loginRedirect}</body></html>`,
    'text/html; charset=utf-8',
  ),
} as const

/** The documentation gives 401 and 403 for a token of another store, without saying when which. */
export const wrongStoreAnswer = (status: 401 | 403, title: string = wrongStoreTitles[status]): Answer =>
  v3Error(status, title)

export const redirectAnswer = (status: number, location: string): Answer =>
  withHeaders(textAnswer(status, `You are being <a href="${location}">redirected</a>.`, 'text/html; charset=utf-8'), {
    Location: location,
  })
