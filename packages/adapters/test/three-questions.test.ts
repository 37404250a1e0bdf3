import { maskValues, prepare } from '@connform/core'
import { describe, expect, it } from 'vitest'
import { builtinAdapters } from '../src/index.ts'
import { expectNoSecret } from './support/canary.ts'
import { restBench } from './support/sandbox.ts'

// What the set-up pages of the Akeneo connectors tell people to check when a connection fails.

const bench = restBench()
const adapter = builtinAdapters['bigcommerce-rest']!
const hash = 'ci4bzn8adz'
const form = () => {
  const { accessToken, clientId } = bench.account(hash)
  return { name: 'Production store', authType: 'token', storeHash: hash, accessToken, clientId }
}

describe('did you leave a space in one of the fields?', () => {
  it('it is removed from every field and said, and the connection works', async () => {
    const padded = Object.fromEntries(Object.entries(form()).map(([key, value]) => [key, ` ${value}\u00a0\n`]))
    const prepared = prepare(adapter.definition, padded, { adapter })
    expect(prepared.ok).toBe(true)
    expect(prepared.changes.map(({ path, kind }) => [...path, kind])).toEqual(
      ['name', 'authType', 'storeHash', 'accessToken', 'clientId'].map((key) => [key, 'trimmed']),
    )
    const token = prepared.secrets['accessToken']?.reveal() ?? ''
    expect((await bench.test(String(prepared.values['storeHash']), token)).ok).toBe(true)
    expectNoSecret([prepared, maskValues(prepared)], form().accessToken)
  })

  it('a space inside a token is no accident of pasting, and is pointed at', () => {
    const accessToken = 'canary-first-half canary-second-half'
    const prepared = prepare(adapter.definition, { ...form(), accessToken }, { adapter })
    expect(prepared.issues.map(({ path, code, severity }) => [...path, code, severity])).toEqual([
      ['accessToken', 'space_in_field', 'warning'],
    ])
    expectNoSecret(prepared, accessToken, 'canary')
  })
})

describe('did you put the client secret into another field?', () => {
  it('it is warned about before the network', () => {
    const accessToken = bench.account(hash).clientSecret
    const prepared = prepare(adapter.definition, { ...form(), accessToken }, { adapter })
    expect(prepared.issues).toMatchObject([
      {
        path: ['accessToken'],
        code: 'client_secret_in_field',
        severity: 'warning',
        hint: expect.stringMatching(/ACCESS TOKEN/),
      },
    ])
    expectNoSecret(prepared, accessToken)
  })

  it('and refused by BigCommerce it is called by its name', async () => {
    const result = await bench.test(hash, bench.account(hash).clientSecret)
    expect([result.ok, result.cause, result.httpStatus]).toEqual([false, 'wrong_credential_kind', 401])
    expect(result.message).toMatch(/looks like a client secret.*BigCommerce refused it/)
    expect(result.hints[0]).toMatch(/ACCESS TOKEN/)
  })

  it('the same text in two fields is a mistake whatever it is', () => {
    const { accessToken } = form()
    const prepared = prepare(adapter.definition, { ...form(), clientSecret: accessToken }, { adapter })
    expect(prepared.issues.map(({ path, code }) => [...path, code])).toEqual([['clientSecret', 'same_text_twice']])
    expectNoSecret(prepared, accessToken)
  })
})

describe('do the credentials still exist in the store?', () => {
  it('a token that was revoked after it had worked says to look, and to enter the new one', async () => {
    const { accessToken } = bench.account(hash, 'every read-only')
    expect((await bench.test(hash, accessToken)).ok).toBe(true)
    bench.sandbox().revoke(accessToken)
    const result = await bench.test(hash, accessToken)
    expect([result.ok, result.cause]).toEqual([false, 'bad_credentials'])
    expect(result.hints.join(' ')).toMatch(/still exists.*enter the token of the new one/)
  })
})
