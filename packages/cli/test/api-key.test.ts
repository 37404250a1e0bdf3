import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ApiKey, AuditRecord } from 'connform'
import { expect, onTestFinished, test } from 'vitest'
import { makeHome } from './support/home.ts'

const KEY = /^cf_[0-9a-z]{8}_[\w-]{43}$/
const UNKNOWN = '0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e'

interface Created {
  readonly ok: true
  readonly apiKey: ApiKey
  readonly secret: string
}

/** A home, and what makes keys in it. What a key ends with stands in no file of the data folder when the test ends. */
async function withKeys() {
  const home = await makeHome()
  const printed: string[] = []
  onTestFinished(async () => {
    const data = join(home.folder, '.connform')
    const files = await Promise.all((await readdir(data)).map((file) => readFile(join(data, file), 'latin1')))
    expect(printed.filter((key) => files.join('\n').includes(key.slice(12)))).toEqual([])
  })
  const create = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await home.run(['api-key', 'create', ...words])
    expect(code).toBe(0)
    expect(stdout.trimEnd()).toMatch(KEY)
    expect(stdout.split('\n')).toHaveLength(2)
    printed.push(stdout.trimEnd())
    return { key: stdout.trimEnd(), said: stderr }
  }
  return { ...home, create }
}

test('create prints the key alone on stdout, and says on stderr what it is', async () => {
  const { create, json } = await withKeys()
  const { key, said } = await create('Nightly job', '--role', 'editor', '--expires', '2099-12-31')
  expect(said).toContain('Made the API key Nightly job (editor, expires: 2099-12-31).\n')
  expect(said).toContain('shown this once')
  expect(said).not.toContain(key)
  const { apiKeys } = await json<{ apiKeys: ApiKey[] }>(['api-key', 'list'])
  expect(apiKeys).toMatchObject([
    {
      name: 'Nightly job',
      prefix: key.slice(0, 11),
      tenant: 'default',
      role: 'editor',
      createdBy: expect.stringMatching(/^cli:/),
      expiresAt: '2099-12-31T00:00:00.000Z',
      revokedAt: null,
    },
  ])
  expect(said).toContain(`connform api-key revoke ${apiKeys[0]?.id}\n`)
})

test('create answers with the key as JSON, once', async () => {
  const { json, run } = await withKeys()
  const { apiKey, secret } = await json<Created>(['api-key', 'create', 'CI', '--role', 'viewer'])
  expect(secret).toMatch(KEY)
  expect(apiKey).toMatchObject({ name: 'CI', role: 'viewer', expiresAt: null, prefix: secret.slice(0, 11) })
  expect(JSON.stringify(await json(['api-key', 'list']))).not.toContain(secret.slice(12))
  expect((await run(['audit', '--ndjson'])).stdout).not.toContain(secret.slice(12))
})

test('a mistake leaves stdout empty, says what it is, and ends with 1', async () => {
  const { run, json } = await withKeys()
  const past = ['api-key', 'create', 'CI', '--role', 'viewer', '--expires', '2020-01-01']
  expect(await run(past)).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('✗ expiresAt  Expiry must be in the future.\nNo key was made.\n'),
  })
  expect(await json(past, { code: 1 })).toMatchObject({ ok: false, issues: [{ path: ['expiresAt'], code: 'past' }] })
  expect(await json(['api-key', 'list'])).toEqual({ apiKeys: [] })
})

test('list shows each key by its beginning, with its state, and says when there is none', async () => {
  const { create, run } = await withKeys()
  expect(await run(['api-key'])).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringContaining('No API keys yet.'),
  })
  const { key } = await create('CI', '--role', 'viewer')
  const { stdout } = await run(['api-key', 'list'])
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^NAME +ID +KEY +ROLE +STATE +EXPIRES +LAST USED$/),
    expect.stringMatching(new RegExp(`^CI +[0-9a-f-]{36} {2}${key.slice(0, 11)}… +viewer +good +never +never$`)),
    '',
  ])
  expect(stdout).not.toContain(key)
})

test('revoke takes a key back for good, is recorded, and may be repeated', async () => {
  const { create, run, json } = await withKeys()
  const { key } = await create('CI', '--role', 'admin')
  const [made] = (await json<{ apiKeys: ApiKey[] }>(['api-key', 'list'])).apiKeys
  const id = made?.id ?? ''
  expect(await run(['api-key', 'revoke', id])).toMatchObject({
    code: 0,
    stdout: `Revoked the API key CI (${key.slice(0, 11)}…).\n`,
  })
  const { apiKey } = await json<{ apiKey: ApiKey }>(['api-key', 'revoke', id])
  expect(apiKey).toMatchObject({ id, revokedAt: expect.any(String) })
  expect((await run(['api-key', 'list'])).stdout).toMatch(/ revoked /)
  const { entries } = await json<{ entries: AuditRecord[] }>(['audit', '--subject', id])
  expect(entries.map(({ action }) => action)).toEqual(['api_key.revoked', 'api_key.created'])
  expect(JSON.stringify(entries)).not.toContain(key.slice(12))
})

test('a key that is not there ends with 3, and a key in the place of an id is not repeated', async () => {
  const { create, run } = await withKeys()
  const { key } = await create('CI', '--role', 'admin')
  for (const id of [UNKNOWN, key]) {
    const { code, stdout, stderr } = await run(['api-key', 'revoke', id])
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('There is no API key with this id.')
    expect(stderr).not.toContain(key)
  }
})
