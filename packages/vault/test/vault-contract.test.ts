import { randomBytes } from 'node:crypto'
import { dataKeyStoreContract, vaultContract } from '@connform/core/contracts'
import { keyFromBytes, memoryDataKeys, openVault } from '@connform/vault'
import { describe, expect, it } from 'vitest'

const makeVault = (ivPool: number) =>
  openVault({ keyEncryptionKey: keyFromBytes(randomBytes(32)), dataKeys: memoryDataKeys(), ivPool })

describe('with IVs drawn many at a time', () => {
  vaultContract({ describe, it, expect }, () => makeVault(256))
})

describe('with IVs drawn one by one', () => {
  vaultContract({ describe, it, expect }, () => makeVault(0))
})

describe('data keys in memory', () => {
  dataKeyStoreContract({ describe, it, expect }, (body) => () => body(memoryDataKeys()))
})
