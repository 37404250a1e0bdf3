import { randomBytes } from 'node:crypto'
import { awsKmsKey } from '@connform/vault/kms/aws'
import { expect, it } from 'vitest'
import { type KmsServer, keyArn, kmsServer, otherArn } from '../support/kms-server.ts'
import { expectNoLeak, spellings } from '../support/leaks.ts'
import { codeOf } from '../support/vaults.ts'

const context = { tenant: 'one', keyId: 'AAAAAAAAAAAAAAAAAAAAAA' }

async function wrappedOnce(kms: KmsServer) {
  const dataKey = randomBytes(32)
  return { dataKey, wrapped: await kms.key().wrap(dataKey, context) }
}

it('sends the tenant and the data key’s id as encryption context, and the data key in one place alone', async () => {
  const kms = await kmsServer()
  const { dataKey, wrapped } = await wrappedOnce(kms)
  await kms.key().unwrap(wrapped, context)
  const [encrypt, decrypt] = kms.requests.map(({ body }) => JSON.parse(body))
  expect(encrypt).toEqual({
    KeyId: keyArn,
    Plaintext: dataKey.toString('base64'),
    EncryptionContext: { purpose: 'connform data key', ...context },
  })
  expect(decrypt).toMatchObject({ KeyId: keyArn, EncryptionContext: encrypt.EncryptionContext })
  const elsewhere = JSON.stringify([
    { ...encrypt, Plaintext: '' },
    decrypt,
    kms.requests.map(({ url, headers }) => ({ url, headers })),
  ])
  for (const spelling of spellings(dataKey)) expect(elsewhere).not.toContain(spelling)
  expect(kms.key().id).toBe(`aws-kms:${keyArn}`)
})

it('asks in the region of the ARN unless told otherwise', async () => {
  const kms = await kmsServer()
  await wrappedOnce(kms)
  await kms.key({ clientOptions: { region: 'us-east-1' } }).wrap(randomBytes(32), context)
  const scopes = kms.requests.map(
    ({ headers }) => /Credential=\S+?\/\d+\/([\w-]+)\//.exec(headers.authorization ?? '')?.[1],
  )
  expect(scopes).toEqual(['eu-central-1', 'us-east-1'])
})

it('opens a blob for its own data key alone, and names a blob of another KMS key', async () => {
  const kms = await kmsServer()
  const { wrapped } = await wrappedOnce(kms)
  expect(await codeOf(() => kms.key().unwrap(wrapped, { ...context, keyId: 'B' }))).toBe('ERR_VAULT_OPEN')
  expect(await codeOf(() => kms.key({ keyId: otherArn }).unwrap(wrapped, context))).toBe('ERR_VAULT_KEY_UNKNOWN')
})

const refusals = {
  AccessDeniedException: 'kms:Decrypt',
  DisabledException: 'Enable it',
  KMSInvalidStateException: 'cancel its deletion',
  NotFoundException: 'region',
  InvalidKeyUsageException: 'ENCRYPT_DECRYPT',
  ThrottlingException: 'quota',
  ExpiredTokenException: 'credentials',
  UnrecognizedClientException: 'credentials',
  KMSInternalException: 'Try again',
  SomethingNewException: 'Try again',
}
for (const [name, hint] of Object.entries(refusals)) {
  it(`says what to do after ${name}, and no more`, async () => {
    const kms = await kmsServer()
    const { dataKey, wrapped } = await wrappedOnce(kms)
    kms.refuse = () => ({ status: 400, name })
    const key = kms.key({ clientOptions: { maxAttempts: 1 } })
    for (const attempt of [() => key.unwrap(wrapped, context), () => key.wrap(dataKey, context)]) {
      const error = await attempt().catch((reason) => reason)
      expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_SERVICE', hint: expect.stringContaining(hint) })
      expect(error).not.toHaveProperty('cause')
      expect(Object.keys(error).sort()).toEqual(['code', 'hint', 'name'])
      expectNoLeak([error], [dataKey, wrapped, 'secret-access-key', 'from the service'])
    }
  })
}

it('tries again when it was throttled, and three times at most', async () => {
  const kms = await kmsServer()
  const { dataKey, wrapped } = await wrappedOnce(kms)
  let refused = 0
  kms.refuse = () => {
    refused += 1
    return refused <= 2 ? { status: 400, name: 'ThrottlingException' } : undefined
  }
  expect(Buffer.from(await kms.key().unwrap(wrapped, context)).equals(dataKey)).toBe(true)
  expect(refused).toBe(3)
  refused = -10
  expect(await codeOf(() => kms.key().unwrap(wrapped, context))).toBe('ERR_VAULT_KEY_SERVICE')
  expect(refused).toBe(-7)
})

it('gives up on a service that does not answer, on one that is gone, and on credentials that never come', async () => {
  const kms = await kmsServer()
  const { dataKey, wrapped } = await wrappedOnce(kms)
  const never = kms.key({ timeoutMs: 50, clientOptions: { credentials: () => new Promise(() => {}) } })
  kms.refuse = () => 'silence'
  const slow = await kms
    .key({ timeoutMs: 100 })
    .unwrap(wrapped, context)
    .catch((reason) => reason)
  const waiting = await never.unwrap(wrapped, context).catch((reason) => reason)
  await kms.goDown()
  const gone = await kms
    .key()
    .unwrap(wrapped, context)
    .catch((reason) => reason)
  for (const error of [slow, waiting, gone]) expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_SERVICE' })
  expect(slow.message).toContain('100 ms')
  expect(gone.message).toContain('could not be reached')
  expectNoLeak([slow, waiting, gone], [dataKey, wrapped])
})

it('takes no answer for a data key that has not 32 bytes', async () => {
  const kms = await kmsServer()
  const wrapped = await kms.key().wrap(randomBytes(31), context)
  expect(await codeOf(() => kms.key().unwrap(wrapped, context))).toBe('ERR_VAULT_OPEN')
})

it('goes through a client of the caller', async () => {
  const sent: unknown[] = []
  const client = { send: async (command: { input: unknown }) => void sent.push(command.input) }
  const key = awsKmsKey({ keyId: 'alias/app', client: client as never })
  expect(await codeOf(() => key.wrap(randomBytes(32), context))).toBeDefined()
  expect(sent).toMatchObject([{ KeyId: 'alias/app' }])
})

it('refuses options that cannot be', () => {
  for (const options of [{ keyId: '' }, { keyId: keyArn, timeoutMs: 0 }, { keyId: keyArn, timeoutMs: Number.NaN }]) {
    expect(() => awsKmsKey(options)).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID' }))
  }
})
