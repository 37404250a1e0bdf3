import { Secret } from '@connform/core'
import { adapterContract } from '@connform/core/contracts'
import { lintDefinition } from '@connform/schemas/lint'
import { describe, expect, it } from 'vitest'
import { beacon } from './own-adapter/beacon.ts'
import { runExample } from './support/run-example.ts'

adapterContract(
  { describe, it, expect },
  {
    beacon: {
      adapter: beacon,
      credentials: {
        authType: 'none',
        values: { name: 'Tickets', workspace: 'acme' },
        secrets: { apiToken: new Secret('bct_canary-token') },
      },
      goodAnswer: () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: '{"login":"ada"}' }),
    },
  },
)

it('The definition of an adapter of one’s own keeps the rules', () => {
  expect(lintDefinition(beacon.definition)).toEqual([])
})

it('An adapter of one’s own reads addresses, tells look-alikes apart and lists every page', async () => {
  const example = runExample('own-adapter/own-adapter.mjs')
  const output = await example.ends()
  expect(output).toMatch(
    /✗ An address without a workspace\n {2}This address of Beacon names no workspace\. Open your tickets/,
  )
  expect(output).toMatch(/✗ The secret of a webhook\n {2}This is the secret of a webhook, not an API token\./)
  expect(output).toMatch(/✓ An address of the workspace\n {2}~ .*acme/)
  expect(output).toContain('Projects: Operations (OPS), Web shop (WEB), Inventory (INV)')
  expect(output).not.toMatch(/(bct|whsec)_[\da-f]/)
})
