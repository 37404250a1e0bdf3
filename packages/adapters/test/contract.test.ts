import { Secret } from '@connform/core'
import { type AdapterCase, adapterContract } from '@connform/core/contracts'
import { describe, expect, it } from 'vitest'
import { builtinAdapters } from '../src/index.ts'
import { storefrontToken } from './support/json-web-tokens.ts'
import { restCredentials } from './support/sandbox.ts'

const json = { 'content-type': 'application/json' }
const settings = { storeName: 'Orchard Lane', storeHash: 'abc123xyz', status: 'LAUNCHED' }

const cases: Readonly<Record<string, AdapterCase>> = {
  'akeneo-pim': {
    adapter: builtinAdapters['akeneo-pim']!,
    credentials: {
      authType: 'none',
      values: { name: 'Catalogue', url: 'https://pim.example.com', clientId: '1_abc', username: 'connform' },
      secrets: {
        clientSecret: new Secret('canary-client-secret'),
        password: new Secret('canary-password'),
        token: new Secret('canary-issued-token'),
      },
    },
    goodAnswer: () => ({ status: 200, headers: json, body: '{"_embedded":{"items":[]}}' }),
  },
  'bigcommerce-rest': {
    adapter: builtinAdapters['bigcommerce-rest']!,
    credentials: restCredentials('abc123xyz', 'canary0token0000000000000000031'),
    goodAnswer: () => ({ status: 200, headers: json, body: '{"id":"abc123xyz","name":"Orchard Lane"}' }),
  },
  'bigcommerce-graphql': {
    adapter: builtinAdapters['bigcommerce-graphql']!,
    credentials: {
      authType: 'token',
      values: {
        name: 'Shop window',
        authType: 'token',
        subdomain: 'store-abc123xyz',
        storeHash: 'abc123xyz',
        channelId: 1,
      },
      secrets: { accessToken: new Secret(storefrontToken('canary-signature')) },
    },
    goodAnswer: () => ({ status: 200, headers: json, body: JSON.stringify({ data: { site: { settings } } }) }),
  },
}

it('is kept by every adapter there is', () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(builtinAdapters).sort())
  expect(Object.isFrozen(builtinAdapters)).toBe(true)
})

adapterContract({ describe, it, expect }, cases)
