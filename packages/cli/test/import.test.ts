import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { SaveResult } from 'connform'
import { describe, expect, test } from 'vitest'
import { REST, withProvider } from './support/provider.ts'

describe('import', () => {
  test('takes a dotenv file, with names of its own', async () => {
    const { home, account, tokenForm } = await withProvider()
    const { accessToken, clientId } = account()
    const { storeHash } = tokenForm()
    await home.write(
      'store.env',
      `# our store\nBC_TOKEN="${accessToken}"\nBC_CLIENT=${clientId}\nBC_STORE=${storeHash}\n`,
    )
    await home.write('rest.json', JSON.stringify({ name: 'From dotenv', authType: 'token' }))
    const map = 'accessToken=BC_TOKEN,clientId=BC_CLIENT,storeHash=BC_STORE'
    const words = ['import', REST, 'store.env', '--from', 'dotenv', '--map', map, '--values', 'rest.json']
    expect(await home.json<SaveResult>(words)).toMatchObject({
      ok: true,
      connection: { name: 'From dotenv' },
      test: { ok: true },
    })
  })

  test('takes JSON, from inside of it', async () => {
    const { home, tokenForm } = await withProvider()
    const { accessToken, ...rest } = tokenForm()
    const input = JSON.stringify({ ...rest, credentials: { token: accessToken } })
    const words = ['import', REST, '-', '--from', 'json', '--map', 'accessToken=credentials.token']
    expect(await home.json<SaveResult>(words, { input })).toMatchObject({ ok: true, test: { ok: true } })
  })

  test('takes a credential of n8n with its key, which stands in a file', async () => {
    const { home, tokenForm } = await withProvider()
    const encryptionKey = 'the key of an n8n'
    home.keepSecret(encryptionKey)
    await home.write('n8n.txt', sealedAsN8n(JSON.stringify(tokenForm()), encryptionKey))
    await home.write('n8n.key', `${encryptionKey}\n`)
    const words = ['import', REST, 'n8n.txt', '--from', 'n8n', '--import-key', 'n8n.key']
    expect(await home.json<SaveResult>(words)).toMatchObject({ ok: true, test: { ok: true } })
  })

  test('takes a row of Nango with its key', async () => {
    const { home, tokenForm } = await withProvider()
    const key = randomBytes(32)
    home.keepSecret(key.toString('base64'))
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, iv)
    const ciphertext = Buffer.concat([cipher.update(JSON.stringify(tokenForm())), cipher.final()])
    const row = {
      encrypted_credentials: ciphertext.toString('base64'),
      credentials_iv: iv.toString('base64'),
      credentials_tag: cipher.getAuthTag().toString('base64'),
    }
    await home.write('row.json', JSON.stringify(row))
    await home.write('nango.key', key.toString('base64'))
    const words = ['import', REST, 'row.json', '--from', 'nango', '--import-key', 'nango.key']
    expect(await home.json<SaveResult>(words)).toMatchObject({ ok: true, test: { ok: true } })
  })

  test.each([
    [[], 2, '--from must say who saved the secrets'],
    [['--from', 'guess'], 2, 'json, dotenv, n8n, nango'],
    [['--from', 'n8n'], 2, '--import-key must name a file'],
    [['--from', 'json', '--map', 'colour=x'], 2, 'There is no field "colour"'],
    [['--from', 'json', '--map', 'accessToken'], 2, '--map must be a list'],
    [['--from', 'n8n', '--import-key', 'wrong.key'], 1, 'n8n'],
  ])('%j is refused with %i', async (words, code, message) => {
    const { home, tokenForm } = await withProvider()
    await home.write('saved.json', JSON.stringify(tokenForm()))
    await home.write('wrong.key', 'wrong')
    const result = await home.run(['import', REST, 'saved.json', ...words])
    expect({ code: result.code, stderr: result.stderr }).toEqual({ code, stderr: expect.stringContaining(message) })
  })
})

/** As `openssl enc -aes-256-cbc -md md5 -salt -base64` does, which n8n's form is. */
function sealedAsN8n(text: string, password: string): string {
  const salt = randomBytes(8)
  let digest = Buffer.alloc(0)
  let material = Buffer.alloc(0)
  while (material.length < 48) {
    digest = createHash('md5')
      .update(Buffer.concat([digest, Buffer.from(password), salt]))
      .digest()
    material = Buffer.concat([material, digest])
  }
  const cipher = createCipheriv('aes-256-cbc', material.subarray(0, 32), material.subarray(32, 48))
  return Buffer.concat([Buffer.from('Salted__'), salt, cipher.update(text), cipher.final()]).toString('base64')
}
