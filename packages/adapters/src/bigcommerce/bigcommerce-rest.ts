import {
  type Adapter,
  type Credentials,
  type Definition,
  definitionAdapter,
  runTest,
  type TestResult,
} from '@connform/core'
import { deriveStore } from './derive-store.ts'
import { type CredentialFields, inspectCredentials } from './inspect-credentials.ts'

const storeHash = { key: 'storeHash', title: 'Store hash' }

/** Where each auth type keeps its token; Basic and Token differ in the names of their fields alone. */
const fieldsOf: Readonly<Record<string, CredentialFields>> = Object.freeze({
  token: {
    token: { key: 'accessToken', title: 'Access token' },
    others: [{ key: 'clientId', title: 'Client ID' }, { key: 'clientSecret', title: 'Client secret' }, storeHash],
  },
  basic: {
    token: { key: 'password', title: 'Password' },
    others: [{ key: 'username', title: 'Username' }, storeHash],
  },
})

const none: CredentialFields = Object.freeze({ token: undefined, others: [] })

/** The adapter of BigCommerce's REST API: requests are signed with `X-Auth-Token`, whatever the form calls the token. */
export function bigcommerceRest(definition: Definition): Adapter {
  const plain = definitionAdapter(definition)
  return Object.freeze<Adapter>({
    ...plain,
    derive: deriveStore,
    inspect: (credentials) => inspectCredentials(fieldsOf[credentials.authType] ?? none, credentials),
    test: async (credentials, context) => explain(await runTest(plain, credentials, context), credentials),
  })
}

/** A refused token that looks like something else is named as that. */
function explain(result: TestResult, credentials: Credentials): TestResult {
  if (result.cause !== 'bad_credentials') return result
  const [issue] = inspectCredentials(fieldsOf[credentials.authType] ?? none, credentials)
  if (issue === undefined) return result
  const hints = [...(issue.hint === undefined ? [] : [issue.hint]), ...result.hints]
  return { ...result, cause: 'wrong_credential_kind', message: `${issue.message} BigCommerce refused it.`, hints }
}
