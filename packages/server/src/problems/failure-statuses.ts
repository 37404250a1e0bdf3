import type { ErrorCode } from 'connform'

/** The status that a failure of connform is answered with. */
export const failureStatuses: Readonly<Record<ErrorCode, { readonly status: number; readonly title: string }>> =
  Object.freeze({
    ERR_OPTION_INVALID: { status: 400, title: 'The request is not as documented.' },
    ERR_DEFINITION_UNKNOWN: { status: 404, title: 'There is no such definition.' },
    ERR_CONNECTION_NOT_FOUND: { status: 404, title: 'There is no such connection.' },
    ERR_API_KEY_NOT_FOUND: { status: 404, title: 'There is no such API key.' },
    ERR_OAUTH_CLIENT_NOT_FOUND: { status: 404, title: 'There is no such OAuth client.' },
    ERR_SETUP_UNKNOWN: { status: 404, title: 'There is no such setup.' },
    ERR_SETUP_NOT_FOUND: { status: 404, title: 'There is no such setup.' },
    ERR_SETUP_STARTED: { status: 409, title: 'This setup was started already.' },
    ERR_CONNECTION_REFUSED: { status: 409, title: 'The connection is not in use.' },
    ERR_OAUTH_CLIENT_IN_USE: { status: 409, title: 'The OAuth client is in use.' },
    ERR_UNSUPPORTED: { status: 409, title: 'This cannot be done with it.' },
    ERR_IDEMPOTENCY_CONFLICT: { status: 409, title: 'The idempotency key was used for something else.' },
    ERR_STORE_CONFLICT: { status: 409, title: 'It was changed in between.' },
    ERR_DEFINITION_INVALID: { status: 422, title: 'The definition is not valid.' },
    ERR_SETUP_INVALID: { status: 422, title: 'The setup is not valid.' },
    ERR_IMPORT: { status: 422, title: 'This cannot be imported.' },
    ERR_SEALED_FIELD: { status: 422, title: 'A sealed field does not open.' },
    ERR_VAULT_TEXT: { status: 422, title: 'A text cannot be sealed.' },
    ERR_STORE_KEY_GONE: { status: 409, title: 'The key of a secret is gone.' },
    ERR_VAULT_OPEN: { status: 500, title: 'A secret does not open.' },
    ERR_VAULT_KEY_FILE: { status: 500, title: 'The keys cannot be used.' },
    ERR_VAULT_KEY_UNKNOWN: { status: 500, title: 'The keys cannot be used.' },
    ERR_VAULT_NOT_LOADED: { status: 500, title: 'The keys cannot be used.' },
    ERR_STORE_NEWER: { status: 500, title: 'The database is of a newer release.' },
    ERR_GRANT_REFUSED: { status: 502, title: 'The provider gave no token.' },
    ERR_UNEXPECTED_ANSWER: { status: 502, title: 'The provider did not answer as documented.' },
    ERR_TRANSPORT: { status: 502, title: 'The provider was not reached.' },
    ERR_CLOSED: { status: 503, title: 'The server is stopping.' },
    ERR_JOB_EXPIRED: { status: 503, title: 'It took too long.' },
    ERR_STORE: { status: 503, title: 'The database does not answer.' },
    ERR_VAULT_CLOSED: { status: 503, title: 'The server is stopping.' },
    ERR_VAULT_KEY_SERVICE: { status: 503, title: 'The key service does not answer.' },
    ERR_VAULT_KEY_SPENT: { status: 503, title: 'The keys cannot be used.' },
  })

/** Failures of the framework while it reads a request. https://fastify.dev/docs/latest/Reference/Errors/ */
export const readingFailures: Readonly<Record<string, 'body_too_large' | 'unsupported_media_type'>> = Object.freeze({
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
})
