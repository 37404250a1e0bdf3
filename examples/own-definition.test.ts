import { readFile } from 'node:fs/promises'
import { lintDefinition } from '@connform/schemas/lint'
import { expect, it } from 'vitest'
import { runExample } from './support/run-example.ts'

it('A definition of JSON alone keeps the rules', async () => {
  const text = await readFile(new URL('own-definition/definition.json', import.meta.url), 'utf8')
  expect(lintDefinition(JSON.parse(text))).toEqual([])
})

it('A definition of JSON alone creates, tells good from bad, and sends requests', async () => {
  const example = runExample('own-definition/own-definition.mjs')
  const output = await example.ends()
  expect(output).toMatch(/✗ An account that cannot be one: not even tested\n {2}account: /)
  expect(output).toMatch(/✗ A key that nobody made: Tidewater does not know this API key\./)
  expect(output).toMatch(/✗ A key of another account: This API key belongs to another account\./)
  expect(output).toMatch(/✓ The right key: /)
  expect(output).toContain('GET https://api.tidewater.example/accounts/harbour/parcels: 200, to Lisbon')
  expect(output).not.toMatch(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}/)
})
