import { runTest } from '@connform/core'
import { builtinAdapters } from '../../src/index.ts'
import { CANARY, causesTable, gateway, gatewayTokens, v3 } from '../support/causes.ts'
import { restCredentials } from '../support/sandbox.ts'

const adapter = builtinAdapters['bigcommerce-rest']!
const { definition } = adapter

// Read by the table alone: what the adapter makes of a store in which nothing may be read is tested apart.
causesTable('the test of a store', {
  rules: definition.test.answers,
  hosts: ['api.bigcommerce.com'],
  ask: ({ request: http }) => runTest(adapter, restCredentials('abc123xyz', CANARY), { http, clock: () => new Date() }),
  answers: {
    ...gateway,
    ...gatewayTokens,
    'access-refused': ['missing_scope', 403, v3(403, 'Forbidden')],
    'access-blocked': ['unexpected_answer', 403, '<html><body>Blocked by the firewall</body></html>'],
    'not-found': ['unexpected_answer', 404, v3(404, 'The requested entity was not found.')],
  },
})
