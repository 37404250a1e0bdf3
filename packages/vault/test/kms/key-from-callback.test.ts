import { randomBytes } from 'node:crypto'
import { ConnformError } from '@connform/core'
import { keyFromBytes, keyFromCallback } from '@connform/vault'
import { expect, it } from 'vitest'
import { expectNoLeak } from '../support/leaks.ts'
import { codeOf } from '../support/vaults.ts'

it('is the same key as from bytes, and erases what the callback gave', async () => {
  const bytes = randomBytes(32)
  const same = keyFromBytes(bytes)
  const key = await keyFromCallback(async () => bytes)
  expect(key.id).toBe(same.id)
  expect([...bytes]).toEqual(Array(32).fill(0))
})

it('erases what is no key, too', async () => {
  const bytes = randomBytes(31)
  expect(await codeOf(() => keyFromCallback(() => bytes))).toBe('ERR_OPTION_INVALID')
  expect([...bytes]).toEqual(Array(31).fill(0))
  for (const value of ['', 'short', undefined, null, 7, {}]) {
    expect(await codeOf(() => keyFromCallback(() => value as never))).toBe('ERR_OPTION_INVALID')
  }
})

it('says that the callback failed without repeating what it said', async () => {
  const canary = randomBytes(32).toString('base64url')
  const error = await keyFromCallback(() => Promise.reject(new Error(`got ${canary}`))).catch((reason) => reason)
  expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_SERVICE' })
  expect(error.hint).toContain('callback')
  expectNoLeak([error], [canary])
})

it('hands on a failure that is in our words already', async () => {
  const failure = new ConnformError('ERR_VAULT_KEY_FILE', 'The key file is gone.')
  await expect(keyFromCallback(() => Promise.reject(failure))).rejects.toBe(failure)
})
