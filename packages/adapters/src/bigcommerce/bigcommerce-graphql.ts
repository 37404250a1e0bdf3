import {
  type Adapter,
  type Credentials,
  type Definition,
  definitionAdapter,
  type Issue,
  runTest,
  type Secret,
} from '@connform/core'
import { deriveStore } from './derive-store.ts'
import { type CredentialField, type CredentialFields, inspectCredentials } from './inspect-credentials.ts'
import { claimsOf } from './json-web-token.ts'
import { storefrontMismatch, storefrontUrl } from './storefront-host.ts'

const accessToken: CredentialField = {
  key: 'accessToken',
  title: 'Access token',
  read: ({ secrets }) => secrets['accessToken']?.reveal(),
}

const fields: CredentialFields = Object.freeze<CredentialFields>({
  token: accessToken,
  others: [{ key: 'storeHash', title: 'Store hash', read: ({ values }) => values['storeHash'] }],
})

/**
 * The adapter of BigCommerce's Storefront GraphQL API. Custom signs with private tokens that an API access token
 * issues; Token signs with a storefront token as it was pasted.
 */
export function bigcommerceGraphql(definition: Definition): Adapter {
  const plain = definitionAdapter(definition)
  const subject = { definition, sign: plain.sign, baseUrl: storefrontUrl }
  return Object.freeze<Adapter>({
    ...plain,
    derive: deriveStore,
    inspect: (credentials) => {
      const mismatch = storefrontMismatch(credentials)
      const found =
        credentials.authType === 'token' ? inspectStorefrontToken(credentials) : inspectCredentials(fields, credentials)
      return mismatch === undefined ? found : [mismatch, ...found]
    },
    test: (credentials, context) => runTest(subject, credentials, context),
    baseUrl: storefrontUrl,
    graphqlPath: '/graphql',
    graphqlComplexityHeader: 'x-bc-graphql-complexity',
    tokenExpiry,
  })
}

/** BigCommerce's tokens say when they end in the claim `eat`, in seconds; they have no `exp`. */
function tokenExpiry(token: Secret): Date | undefined {
  const seconds = claimsOf(token.reveal())?.['eat']
  return typeof seconds === 'number' && Number.isFinite(seconds) ? new Date(seconds * 1000) : undefined
}

function inspectStorefrontToken(credentials: Credentials): readonly Issue[] {
  const token = credentials.secrets['accessToken']?.reveal()
  if (token === undefined || claimsOf(token) !== undefined) return []
  if (token.startsWith('eyJ')) return [brokenToken]
  const found = inspectCredentials(fields, credentials)
  return found.length > 0 ? found : [otherToken]
}

const brokenToken: Issue = Object.freeze({
  path: Object.freeze([accessToken.key]),
  code: 'broken_json_web_token',
  message: 'Access token begins like a storefront token, but part of it is missing.',
  hint: 'A storefront token has three parts with a dot between them. Copy it whole.',
  severity: 'error',
})

/** A warning: tokens of API accounts have no documented form. */
const otherToken: Issue = Object.freeze({
  path: Object.freeze([accessToken.key]),
  code: 'api_token_in_field',
  message:
    'Access token is not a storefront token (a JSON Web Token); it looks like the access token of an API account.',
  hint: 'Choose the auth type Custom for the access token of an API account, or paste a storefront token.',
  severity: 'warning',
})
