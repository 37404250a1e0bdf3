import {
  type Adapter,
  type Credentials,
  type Definition,
  definitionAdapter,
  runTest,
  type TestResult,
} from '@connform/core'
import { deriveStore } from './derive-store.ts'
import { type CredentialField, type CredentialFields, inspectCredentials } from './inspect-credentials.ts'
import { readSignedPayload } from './signed-payload.ts'
import { storeOptions } from './store-options.ts'
import { storePages } from './store-pages.ts'

const storeHash: CredentialField = {
  key: 'storeHash',
  title: 'Store hash',
  read: ({ values }) => values['storeHash'],
}

/** Where each auth type keeps its token; Basic and Token differ in the names of their fields alone. */
const fieldsOf: Readonly<Record<string, CredentialFields>> = Object.freeze({
  token: {
    token: { key: 'accessToken', title: 'Access token', read: ({ secrets }) => secrets['accessToken']?.reveal() },
    others: [
      { key: 'clientId', title: 'Client ID', read: ({ values }) => values['clientId'] },
      { key: 'clientSecret', title: 'Client secret', read: ({ secrets }) => secrets['clientSecret']?.reveal() },
      storeHash,
    ],
  },
  basic: {
    token: { key: 'password', title: 'Password', read: ({ secrets }) => secrets['password']?.reveal() },
    others: [{ key: 'username', title: 'Username', read: ({ values }) => values['username'] }, storeHash],
  },
})

const inspect: Adapter['inspect'] = (credentials) => {
  const fields = fieldsOf[credentials.authType]
  return fields === undefined ? [] : inspectCredentials(fields, credentials)
}

/** The adapter of BigCommerce's REST API: requests are signed with `X-Auth-Token`, whatever the form calls the token. */
export function bigcommerceRest(definition: Definition): Adapter {
  const plain = definitionAdapter(definition)
  return Object.freeze<Adapter>({
    ...plain,
    derive: deriveStore,
    inspect,
    graphqlPath: '/graphql',
    pages: storePages,
    options: storeOptions,
    readSignedPayload,
    grantedFor: ({ context }) => (typeof context === 'string' ? storeOfContext(context) : {}),
    test: async (credentials, context) => explain(await runTest(plain, credentials, context), credentials),
  })
}

/** Says what only BigCommerce's rules tell about a result. */
function explain(result: TestResult, credentials: Credentials): TestResult {
  if (result.cause === 'bad_credentials') return explainRefusal(result, credentials)
  if (result.cause !== 'missing_scope') return result
  return result.scopes === undefined ? anotherStore(result) : { ...result, hints: [fixedScopes, ...result.hints] }
}

/** A refused token that looks like something else is named as that. */
function explainRefusal(result: TestResult, credentials: Credentials): TestResult {
  const [issue] = inspect(credentials)
  if (issue === undefined) return result
  const hints = [...(issue.hint === undefined ? [] : [issue.hint]), ...result.hints]
  return { ...result, cause: 'wrong_credential_kind', message: `${issue.message} BigCommerce refused it.`, hints }
}

/**
 * The last step reads webhooks, which every token of the store may do: refused there, it is not for want of a scope.
 * https://developer.bigcommerce.com/docs/start/authentication/api-accounts#oauth-scopes
 */
function anotherStore(result: TestResult): TestResult {
  return {
    ...result,
    cause: 'wrong_store',
    message:
      'The access token cannot read anything in this store, not even what every token of the store can: it belongs to another store.',
    hints: [
      'Compare the store hash with the API path shown for your API account: it stands after /stores/.',
      'If they agree, the owner of the store may have changed: create a new API account and use its access token.',
    ],
  }
}

const fixedScopes =
  'The scopes of an API account cannot be changed: create another one with these scopes and use its access token.'

/** The token endpoint names the store as `stores/{hash}`. */
function storeOfContext(context: string): Readonly<Record<string, string>> {
  const storeHash = /^stores\/([a-z0-9]+)$/i.exec(context)?.[1]
  return storeHash === undefined ? {} : { storeHash: storeHash.toLowerCase() }
}
