import {
  type Adapter,
  ConnformError,
  type Credentials,
  type Definition,
  definitionAdapter,
  type Issue,
} from '@connform/core'
import { deriveStore } from './derive-store.ts'
import { type CredentialField, type CredentialFields, inspectCredentials } from './inspect-credentials.ts'
import { claimsOf } from './json-web-token.ts'

const accessToken: CredentialField = {
  key: 'accessToken',
  title: 'Access token',
  read: ({ secrets }) => secrets['accessToken']?.reveal(),
}

const fields: CredentialFields = Object.freeze<CredentialFields>({
  token: accessToken,
  others: [{ key: 'storeHash', title: 'Store hash', read: ({ values }) => values['storeHash'] }],
})

/** The adapter of BigCommerce's Storefront GraphQL API. Custom needs an API access token; Token takes a storefront token too. */
export function bigcommerceGraphql(definition: Definition): Adapter {
  const plain = definitionAdapter(definition)
  return Object.freeze<Adapter>({
    ...plain,
    derive: deriveStore,
    inspect: (credentials) =>
      credentials.authType === 'token'
        ? inspectStorefrontToken(credentials)
        : inspectCredentials(fields, credentials),
    test: async (credentials, context) => {
      const token = credentials.secrets['accessToken']?.reveal() ?? ''
      if (credentials.authType === 'token' && claimsOf(token) !== undefined) return plain.test(credentials, context)
      throw new ConnformError(
        'ERR_UNSUPPORTED',
        'This release cannot test a BigCommerce GraphQL connection that needs a token to be issued first.',
        'Save it without a test, or paste a storefront token with auth type Token.',
      )
    },
  })
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
  message: 'Access token is no storefront token (a JSON Web Token); it looks like the access token of an API account.',
  hint: 'Choose the auth type Custom for the access token of an API account, or paste a storefront token.',
  severity: 'warning',
})
