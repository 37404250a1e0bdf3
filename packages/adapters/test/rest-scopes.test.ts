import rest from '@connform/schemas/bigcommerce-rest'
import { describe, expect, it } from 'vitest'
import { restBench } from './support/sandbox.ts'

const bench = restBench()
const hash = 'ci4bzn8adz'
const tokenOf = (label: string) => bench.account(hash, label).accessToken
const pathsAsked = () =>
  bench
    .sandbox()
    .requests()
    .map(({ path }) => path.replace(`/stores/${hash}`, ''))

describe('a token without Information & Settings', () => {
  it('is tested by what it may read: the webhooks, as every token', async () => {
    for (const label of ['no scope but the default', 'products and channels']) {
      bench.sandbox().forgetRequests()
      const steps: string[] = []
      const result = await bench.test(hash, tokenOf(label), { onStep: ({ id, state }) => steps.push(`${id} ${state}`) })
      expect([result.ok, result.cause, result.httpStatus, result.account]).toEqual([true, 'ok', 200, undefined])
      expect(pathsAsked()).toEqual(['/v2/store', '/v2/time', '/v3/hooks'])
      expect(steps.filter((step) => !step.endsWith('started'))).toEqual([
        'store skipped',
        'time skipped',
        'hooks passed',
      ])
    }
  })

  it('is tested by the time of the store where only reading the store is refused', async () => {
    bench
      .sandbox()
      .setFault(
        hash,
        { kind: 'wrong-store', status: 403, title: "You don't have a required scope to access the endpoint" },
        { path: '/v2/store' },
      )
    bench.sandbox().forgetRequests()
    const result = await bench.test(hash, tokenOf('store information'))
    bench.sandbox().setFault(hash, null)
    expect([result.ok, pathsAsked()]).toEqual([true, ['/v2/store', '/v2/time']])
  })
})

/** Profile → account → what is missing; and what no safe request can prove. */
const profiles: readonly [profile: string, account: string, missing: readonly string[], unknown: readonly string[]][] =
  [
    ['akeneo-app', 'every scope', [], ['store_v2_products', 'store_channel_settings', 'store_channel_listings']],
    ['akeneo-app', 'every read-only', [], ['store_v2_products', 'store_channel_settings', 'store_channel_listings']],
    [
      'akeneo-app',
      'products and channels',
      ['store_channel_listings'],
      ['store_v2_products', 'store_channel_settings'],
    ],
    ['akeneo-app', 'no scope but', ['store_v2_products', 'store_channel_settings', 'store_channel_listings'], []],
    [
      'akeneo-connector-v1',
      'every scope',
      [],
      ['store_v2_products', 'store_storefront_api', 'store_storefront_api_customer_impersonation'],
    ],
    [
      'akeneo-connector-v1',
      'products and channels',
      ['store_v2_content_read_only', 'store_v2_information_read_only'],
      ['store_v2_products', 'store_storefront_api', 'store_storefront_api_customer_impersonation'],
    ],
    ['unopim-import', 'every read-only', [], []],
    ['unopim-import', 'every scope', [], []],
    ['unopim-import', 'store information', ['store_v2_products_read_only'], []],
    ['unopim-import', 'products and channels', ['store_v2_information_read_only'], []],
    ['unopim-import', 'no scope but', ['store_v2_products_read_only', 'store_v2_information_read_only'], []],
    ['unopim-export', 'every scope', [], ['store_v2_products']],
    ['unopim-export', 'store information', ['store_v2_products'], []],
    ['graphql', 'every scope', [], ['store_storefront_api', 'store_storefront_api_customer_impersonation']],
  ]

describe('the scopes of a profile', () => {
  it('are tried for every profile there is', () => {
    expect([...new Set(profiles.map(([profile]) => profile))].sort()).toEqual(
      Object.keys(rest.scopes?.profiles ?? {}).sort(),
    )
  })

  it.each(profiles)('%s, with %s', async (profile, account, missing, unknown) => {
    const required = rest.scopes?.profiles[profile]?.required ?? []
    bench.sandbox().forgetRequests()
    const result = await bench.test(hash, tokenOf(account), { requiredScopes: required })
    const granted = required.filter((id) => !missing.includes(id) && !unknown.includes(id))
    expect(result.scopes).toEqual({ granted, missing, unknown })
    expect([result.ok, result.cause]).toEqual(missing.length === 0 ? [true, 'ok'] : [false, 'missing_scope'])
    for (const { method } of bench.sandbox().requests()) expect(method).toBe('GET')
  })

  it('that are missing are named as the control panel names them, with what to do', async () => {
    const required = rest.scopes?.profiles['akeneo-app']?.required ?? []
    const { message, hints } = await bench.test(hash, tokenOf('no scope but'), { requiredScopes: required })
    expect(message).toBe(
      'The connection works, but lacks the scopes Products (modify), Channel Settings (modify), Channel Listings (modify).',
    )
    expect(hints[0]).toMatch(/cannot be changed: create another one/)
  })
})
