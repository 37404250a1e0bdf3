import { planEdit, prepare } from '@connform/core'
import { describe, expect, it } from 'vitest'
import { builtinAdapters } from '../src/index.ts'
import { expectNoSecret } from './support/canary.ts'
import { fileClientId, fileLines, fileSecret, fileToken } from './support/credentials-file.ts'

const adapter = builtinAdapters['bigcommerce-rest']!
const { definition } = adapter
const file = fileLines.join('\r\n')
const kinds = (changes: readonly { path: readonly string[]; kind: string }[]) =>
  changes.map(({ path, kind }) => [...path, kind].join(' '))

describe('the form of BigCommerce REST', () => {
  it('is filled by the credentials file pasted into Store hash', () => {
    const prepared = prepare(definition, { authType: 'token', storeHash: file }, { adapter })
    expect([prepared.ok, prepared.issues]).toEqual([true, []])
    expect(prepared.values).toEqual({
      name: 'My integration',
      authType: 'token',
      storeHash: 'ci4bzn8adz',
      clientId: fileClientId,
    })
    expect(prepared.secrets['accessToken']?.reveal()).toBe(fileToken)
    expect(prepared.secrets['clientSecret']?.reveal()).toBe(fileSecret)
    expectNoSecret(prepared, fileToken, fileSecret)
  })

  it('is filled for Basic under the names that Basic has', () => {
    const prepared = prepare(definition, { authType: 'basic', storeHash: file }, { adapter })
    expect([prepared.ok, prepared.values['username']]).toEqual([true, fileClientId])
    expect(prepared.secrets['password']?.reveal()).toBe(fileToken)
    expectNoSecret(prepared, fileToken, fileSecret)
  })

  it('has one issue, at the missing token, and one change, at the hash with spaces around', () => {
    const input = { name: 'Production store', authType: 'token', storeHash: ' abc123xyz ', clientId: 'client' }
    const prepared = prepare(definition, input, { adapter })
    expect(prepared.issues.map(({ path, code }) => [...path, code])).toEqual([['accessToken', 'required']])
    expect(kinds(prepared.changes)).toEqual(['storeHash trimmed'])
  })

  it('takes the prefix off a hash, and says so', () => {
    const prepared = prepare(definition, { storeHash: 'store-abc123xyz', authType: 'token' }, { adapter })
    expect(prepared.values['storeHash']).toBe('abc123xyz')
    expect(kinds(prepared.changes)).toEqual(['storeHash derived'])
  })

  it('says of a storefront address that it holds no hash, and where to find it', () => {
    const prepared = prepare(definition, { storeHash: 'https://celigo.mybigcommerce.com/?ctk=e237' }, { adapter })
    const [issue] = prepared.issues.filter(({ path }) => path[0] === 'storeHash')
    expect(issue?.code).toBe('store_hash_not_in_text')
    expect(issue?.hint).toMatch(/control panel/)
  })

  it('takes a new token out of a file in an edit that moves to its store', () => {
    const saved = {
      values: { name: 'Old', authType: 'token', storeHash: 'abc123xyz', clientId: 'old' },
      secrets: { accessToken: true },
    }
    const plan = planEdit(definition, saved, { storeHash: file, clientId: '' }, { adapter })
    expect([plan.ok, plan.values]).toEqual([
      true,
      { name: 'Old', authType: 'token', storeHash: 'ci4bzn8adz', clientId: fileClientId },
    ])
    expect(plan.secrets['accessToken']).toMatchObject({ op: 'replace' })
    expectNoSecret(plan, fileToken, fileSecret)
  })

  it('demands the token again where the hash changes, and keeps it where it is only spelt otherwise', () => {
    const saved = {
      values: { name: 'Old', authType: 'token', storeHash: 'abc123xyz', clientId: 'old' },
      secrets: { accessToken: true },
    }
    const moved = planEdit(definition, saved, { storeHash: 'ci4bzn8adz' }, { adapter })
    expect(moved.issues.map(({ path, code }) => [...path, code])).toEqual([['accessToken', 'secret_required']])
    const same = planEdit(
      definition,
      saved,
      { storeHash: 'https://store-ABC123XYZ.mybigcommerce.com/manage' },
      { adapter },
    )
    expect([same.ok, same.secrets]).toEqual([true, { accessToken: { op: 'keep' } }])
  })
})
