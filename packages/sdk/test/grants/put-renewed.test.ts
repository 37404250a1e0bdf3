import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConnectionRecord, type Grant, Secret } from '@connform/core'
import { connectionRecord } from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import { keyFromBytes, openVault } from '@connform/vault'
import { expect, onTestFinished, test } from 'vitest'
import { openGrant, sealGrant } from '../../src/grants/grant-slot.ts'
import { putRenewed } from '../../src/grants/put-renewed.ts'
import { expectSecretsNowhere } from '../support/canary.ts'

const OLD = 'canary-old-token'
const NEW = 'canary-new-token'

const grantOf = (accessToken: string, issuedAt: string): Grant => ({
  accessToken: new Secret(accessToken),
  expiresAt: null,
  scopes: null,
  issuedAt,
})
const old = grantOf(OLD, '2026-01-01T00:00:00.000Z')
const renewed = grantOf(NEW, '2026-01-01T01:00:00.000Z')

/** A stored connection with the old grant, and a store in which `times` times another one's write comes before ours. */
async function withRival(times: number, rival: (latest: ConnectionRecord) => Promise<Grant>) {
  const folder = await mkdtemp(join(tmpdir(), 'connform-sdk-'))
  const store = await openStore(`sqlite:${join(folder, 'connform.db')}`)
  onTestFinished(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })
  const vault = openVault({
    keyEncryptionKey: keyFromBytes(crypto.getRandomValues(new Uint8Array(32))),
    dataKeys: store.dataKeys,
  })
  await vault.load('one')
  const sealed = sealGrant(vault, { tenant: 'one', id: 'a' }, old)
  const record = connectionRecord({ sealed: null, keyId: null, grant: sealed })
  await store.connections.insert(record)
  let left = times
  const connections = {
    ...store.connections,
    replaceGrant: async (...[at, expected, grant]: Parameters<typeof store.connections.replaceGrant>) => {
      const latest = await store.connections.get('one', 'a')
      if (latest?.grant && left-- > 0) {
        const written = sealGrant(vault, record, await rival(latest))
        expect(await store.connections.replaceGrant(at, latest.grant.sealed, written)).toBe(true)
      }
      return store.connections.replaceGrant(at, expected, grant)
    },
  }
  const stored = async () => {
    const latest = await store.connections.get('one', 'a')
    if (!latest?.grant) return undefined
    return (await openGrant({ vault, store: connections }, latest, latest.grant)).accessToken.reveal()
  }
  return { folder, opening: { vault, store: connections }, vault, record, stored }
}

test.each([0, 1, 2, 7])(
  'what a renewal brought is stored, also where sweeps sealed the old token anew %i times',
  async (times) => {
    const { folder, opening, vault, record, stored } = await withRival(times, async () => old)
    const isStored = await putRenewed(opening, { record, current: old }, sealGrant(vault, record, renewed))
    expect(isStored).toBe(true)
    expect(await stored()).toBe(NEW)
    await expectSecretsNowhere([OLD, NEW], { outputs: [isStored, record, await opening.store.get('one', 'a')], folder })
  },
)

test('what a renewal brought is not stored over another token, given after a sweep', async () => {
  const given = [old, grantOf('canary-other-token', '2026-01-01T00:30:00.000Z')]
  const { folder, opening, vault, record, stored } = await withRival(2, async () => given.shift() ?? old)
  const isStored = await putRenewed(opening, { record, current: old }, sealGrant(vault, record, renewed))
  expect(isStored).toBe(false)
  expect(await stored()).toBe('canary-other-token')
  await expectSecretsNowhere([OLD, NEW, 'canary-other-token'], {
    outputs: [isStored, await opening.store.get('one', 'a')],
    folder,
  })
})
