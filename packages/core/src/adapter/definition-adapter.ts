import type { Definition } from '../definition.ts'
import type { Adapter, Derivation } from '../ports.ts'
import { runTest } from '../test/run-test.ts'
import { signRequest } from './sign-request.ts'

const nothingDerived: Derivation = Object.freeze({
  form: 'none',
  values: Object.freeze({}),
  secrets: Object.freeze({}),
  issues: Object.freeze([]),
})

/** The adapter of a definition that needs no code: it signs and tests by what the definition says as data. */
export function definitionAdapter(definition: Definition): Adapter {
  const sign: Adapter['sign'] = (request, credentials) => signRequest(definition, request, credentials)
  return Object.freeze<Adapter>({
    definition,
    derive: () => nothingDerived,
    inspect: () => nothingDerived.issues,
    sign,
    test: (credentials, context) => runTest({ definition, sign }, credentials, context),
  })
}
