import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fixturePims, fixtureStores } from '@connform/sandbox'
import { expect, it, onTestFinished } from 'vitest'
import { runExample } from './support/run-example.ts'

const FILE = 'akeneo-connector-v1/akeneo-connector-v1.mjs'

it('The connector is configured without a page, and says what each locked change would do', async () => {
  const example = runExample(FILE)
  const output = await example.ends()
  expect(output).toMatch(/1\. .*\n✗ .*Akeneo PIM/)
  expect(output).toMatch(/✗ Akeneo PIM: .*\n(?: {2}- .*\n)+✓ Akeneo PIM: .*\n✓ BigCommerce store: /)
  expect(output).toContain('locale: en_US, one of 3')
  expect(output).toContain('Ready: yes')
  expect(output).toMatch(/locale needs keep-store: Data was already imported/)
  expect(output).toMatch(/pim\.url needs keep-store: /)
  expect(output).toMatch(/store\.storeHash needs delete-store: Another store hash is another store/)
})

it('The connector ends with 1 where the credentials of the file are refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'connform-example-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { host, clientId, clientSecret, username, password } = fixturePims[0]!
  const revoked = fixtureStores[0]!.tokens.find((token) => token.revoked)!
  const forms = {
    pim: { url: `https://${host}`, clientId, clientSecret, username, password },
    store: { storeHash: fixtureStores[0]!.hash, clientId: revoked.clientId, accessToken: revoked.accessToken },
    configuration: { locale: 'en_US', channel: 'ecommerce', mainCategory: 'clothing' },
  }
  const file = join(folder, 'forms.json')
  await writeFile(file, JSON.stringify(forms))
  const example = runExample(FILE, { words: [file] })
  await example.ends(1)
  expect(example.output()).toMatch(/✗ BigCommerce store: /)
  expect(example.output()).toContain('Ready: no')
})
