import { mintGrant, Secret } from '@connform/core'
import { builtinAdapters } from '../../src/index.ts'
import { CANARY, causesTable, gateway, gatewayTokens, v3 } from '../support/causes.ts'

const adapter = builtinAdapters['bigcommerce-graphql']!
const { definition } = adapter
const method = definition.auth['custom']
if (method?.kind !== 'minted-token') throw new Error('The definition issues no tokens.')
const clock = () => new Date()
const values = {
  name: 'Shop window',
  authType: 'custom',
  subdomain: 'store-abc123xyz',
  storeHash: 'abc123xyz',
  channelId: 1,
  scopes: ['Unauthenticated'],
}

causesTable('the issuing of a private token', {
  rules: method.mint.answers,
  hosts: ['api.bigcommerce.com'],
  ask: async ({ request: http }) => {
    const credentials = { authType: 'custom', values, secrets: { accessToken: new Secret(CANARY) } }
    const outcome = await mintGrant(method, credentials, { http, clock })
    return outcome.ok ? { cause: 'ok', message: '', hints: [] } : outcome.failure
  },
  answers: {
    ...gateway,
    ...gatewayTokens,
    'mint-not-allowed': ['missing_scope', 403, v3(403, 'Forbidden')],
    'store-not-found': ['wrong_store', 404, v3(404, 'Not found')],
    'channel-unknown': [
      'wrong_store',
      422,
      v3(422, 'The following `channel_id`s [123456789] are not valid for store 1000000000.'),
    ],
    'mint-refused': [
      'unexpected_answer',
      422,
      v3(422, 'JSON data is missing or invalid', { scopes: 'error.expected.validenumvalue' }),
    ],
    'token-missing': ['unexpected_answer', 200, '{"data":{},"meta":{}}'],
  },
})

const errors = (...messages: string[]) => JSON.stringify({ errors: messages.map((message) => ({ message })) })
const invalid = (reason: string) => errors(`GraphQL invalid credentials. ${reason}`)
const settings = (status: string) =>
  JSON.stringify({ data: { site: { settings: { storeName: 'Orchard Lane', storeHash: 'abc123xyz', status } } } })

causesTable('the test of a storefront', {
  rules: definition.test.answers,
  hosts: ['*.mybigcommerce.com'],
  ask: ({ request: http }) =>
    adapter.test({ authType: 'custom', values, secrets: { token: new Secret(CANARY) } }, { http, clock }),
  answers: {
    ...gateway,
    'jwt-missing': ['bad_credentials', 401, errors('GraphQL credentials were missing. No token was sent.')],
    'jwt-not-a-jwt': ['wrong_credential_kind', 401, invalid('String is not a JWT')],
    'jwt-signature': ['bad_credentials', 401, invalid('JWT signature is invalid')],
    'jwt-expired': ['expired', 401, invalid('JWT is expired')],
    'jwt-channel': ['wrong_store', 401, invalid("JWT channel id doesn't match channel id of the URL")],
    'jwt-store': ['wrong_store', 401, invalid("JWT store id doesn't match store id of the URL")],
    'jwt-revoked': ['bad_credentials', 401, errors('Unknown JWT token')],
    'jwt-unreadable': ['wrong_credential_kind', 401, invalid('JWT has no valid Json')],
    'jwt-foreign': ['wrong_credential_kind', 401, invalid('JWT has Json of an unknown format')],
    'jwt-refused': ['bad_credentials', 401, invalid('Of a reason that came later')],
    'token-scope-missing': [
      'missing_scope',
      200,
      JSON.stringify({
        data: null,
        errors: [
          {
            message: 'The provided token does not include the scopes required to resolve this field.',
            path: ['site'],
            extensions: { code: 'INSUFFICIENT_ACCESS_SCOPE', requiredScopes: ['Unauthenticated'] },
          },
        ],
      }),
    ],
    'access-refused': ['missing_scope', 403, v3(403, 'Forbidden')],
    'access-blocked': ['unexpected_answer', 403, '<html><body>Blocked by the firewall</body></html>'],
    'storefront-not-found': ['wrong_store', 404, '<html><body>Not found</body></html>'],
    'query-too-complex': [
      'unexpected_answer',
      200,
      errors(
        'The query is too complex as it has a complexity score of 12230 out of 10000. Please remove some elements and try again',
      ),
    ],
    'store-in-maintenance': ['store_unavailable', 200, settings('MAINTENANCE')],
    'store-hibernating': ['store_unavailable', 200, settings('HIBERNATION')],
    'query-refused': ['unexpected_answer', 200, errors('Cannot query field "settings" on type "Site".')],
  },
})
