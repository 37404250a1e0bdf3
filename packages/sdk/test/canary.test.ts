import { expect, test } from 'vitest'
import { bench, secretsOf } from './support/bench.ts'
import { accountOf, GOOD, savedIn, tokenForm } from './support/forms.ts'
import { recordingProxy } from './support/recording-proxy.ts'

const KIND = 'bigcommerce-rest'

test('on the wire a token stands in the one header made for it and nowhere else', async () => {
  const { open, sandbox } = await bench()
  const proxy = await recordingProxy(sandbox.url)
  const { connections } = await open({ hosts: { 'api.bigcommerce.com': proxy.url } })
  const { clientSecret } = accountOf(sandbox)
  const { id } = savedIn(await connections.create(KIND, { ...tokenForm(sandbox), clientSecret }))
  await connections.test(id, { profile: 'akeneo-app' })
  const { accessToken, clientId } = accountOf(sandbox, GOOD, 'deleted account')
  await connections.update(id, { accessToken, clientId })

  const lines = proxy.sent().split('\r\n')
  expect(lines.filter((line) => /^x-auth-token: /i.test(line)).length).toBeGreaterThan(2)
  const rest = lines.filter((line) => !/^x-auth-token: [a-z0-9]+$/i.test(line)).join('\n')
  expect(secretsOf(sandbox).filter((secret) => rest.includes(secret))).toEqual([])
  // The client secret is kept for others; no request needs it.
  expect(proxy.sent()).not.toContain(clientSecret)
})

// What each test returned, threw and left in its folder is searched by `bench` when it ends; this one gives it much.
test('no failure of the network and no mistake in the form brings a secret out', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const { connections } = connform
  for (const { hash, tokens, fault } of sandbox.stores) {
    // Both only take long; the others fail in all the ways there are.
    if (fault?.kind === 'silent' || fault?.kind === 'slow') continue
    for (const { accessToken, clientId, clientSecret } of tokens) {
      const form = { name: hash, authType: 'token', storeHash: hash, accessToken, clientId, clientSecret }
      const result = await connections.create(KIND, form, { verify: 'report' })
      expect(result.ok).toBe(true)
    }
  }
  const { accessToken, clientId, clientSecret } = accountOf(sandbox)
  const wrong: unknown[] = [
    { accessToken: clientSecret, clientId },
    { accessToken: `Bearer ${accessToken}`, clientId },
    { accessToken: `${accessToken}\u0000`, clientId: `${clientId}\u0000` },
    { accessToken: `ü${accessToken}`, clientId },
    { storeHash: `ACCESS TOKEN: ${accessToken}\nCLIENT SECRET: ${clientSecret}` },
    { storeHash: accessToken, accessToken: [accessToken] },
    { authType: accessToken },
  ]
  for (const fields of wrong) {
    await connections.create(KIND, { ...tokenForm(sandbox), ...(fields as object) }, { verify: 'skip' })
    connections.validate(KIND, fields)
  }
  const everything = await connections.list({ limit: 1000 })
  const [first] = everything.connections
  for (const fields of wrong) await connections.update(first?.id ?? '', fields)
  await connections.get(accessToken).catch(() => undefined)
  await connform.keys.status()
})
