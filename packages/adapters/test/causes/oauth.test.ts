import { exchangeCode, Secret } from '@connform/core'
import { builtinAdapters } from '../../src/index.ts'
import { CANARY, causesTable, signInPage } from '../support/causes.ts'

const { definition } = builtinAdapters['bigcommerce-rest']!
const method = definition.auth['oauth2']
if (method?.kind !== 'oauth2') throw new Error('The definition has no OAuth 2.0.')

const error = (name: string, description?: string) =>
  JSON.stringify({ error: name, ...(description === undefined ? {} : { error_description: description }) })

// The texts as others have met them: https://github.com/matthewvolk/bigrequest/issues/114
causesTable('the exchange of a code', {
  rules: method.answers,
  hosts: ['login.bigcommerce.com'],
  ask: async ({ oauth }) => {
    const client = { clientId: 'client', clientSecret: new Secret(CANARY) }
    const callback = { code: 'a-code', context: 'stores/abc123xyz', scope: 'store_v2_products' }
    const redirectUri = 'https://connections.example/oauth/callback'
    const exchange = { client, redirectUri, callback, values: { storeHash: 'abc123xyz' } }
    const outcome = await exchangeCode(method, exchange, { oauth, clock: () => new Date() })
    return outcome.ok ? { cause: 'ok', message: '', hints: [] } : outcome.failure
  },
  answers: {
    'client-unknown': ['bad_credentials', 400, error('Invalid client id.')],
    'client-secret-wrong': ['bad_credentials', 400, error('invalid_client', 'Parameter client_secret does not match')],
    'redirect-mismatch': [
      'bad_credentials',
      400,
      error('redirect_uri_mismatch', 'Parameter redirect_uri does not match registered URI'),
    ],
    'code-refused': ['expired', 400, error('Invalid code.')],
    'owner-only': [
      'missing_scope',
      403,
      error('Only store owners may install or update apps. Please contact the store owner for assistance'),
    ],
    'scope-refused': ['missing_scope', 400, error('invalid_scope')],
    'grant-refused': ['expired', 400, error('invalid_grant')],
    'client-refused': ['bad_credentials', 400, error('invalid_client')],
    'client-not-allowed': ['wrong_credential_kind', 400, error('unauthorized_client')],
    'sign-in-page': ['unexpected_answer', 302, signInPage, { Location: 'https://login.bigcommerce.com/login' }],
    redirected: ['unexpected_answer', 302, '', { Location: 'https://elsewhere.example/' }],
    'client-rejected': ['bad_credentials', 401, ''],
    'install-refused': ['missing_scope', 403, error('Forbidden')],
    'access-blocked': ['unexpected_answer', 403, '<html><body>Blocked by the firewall</body></html>'],
    'rate-limited': ['rate_limited', 429, 'Too many requests'],
    'sign-in-down': ['store_unavailable', 503, 'Service Unavailable'],
    'web-page': ['unexpected_answer', 200, '<html><body>Welcome</body></html>'],
    // An error in a good answer is an error too.
    'token-missing': ['unexpected_answer', 200, error('Something else.')],
    'request-refused': ['unexpected_answer', 400, error('Something else.')],
    'anything-else': ['unexpected_answer', 600, ''],
  },
})
