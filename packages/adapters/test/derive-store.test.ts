import type { Derivation } from '@connform/core'
import { describe, expect, it } from 'vitest'
import { deriveStore } from '../src/index.ts'

const hash = 'ci4bzn8adz'
const codes = ({ issues }: Derivation) => issues.map(({ path, code }) => [...path, code])

/** Text → what stands in it, for the hash above. */
const withHash: readonly [text: string, form: string, others?: Readonly<Record<string, string | number>>][] = [
  // the hash itself, and what people leave on it
  [hash, 'store-hash'],
  [` "${hash}"\n`, 'store-hash'],
  [hash.toUpperCase(), 'store-hash'],
  [`\ufeff${hash}\u200b`, 'store-hash'],
  [`store-${hash}`, 'store-label'],
  [`"store-${hash}"`, 'store-label'],
  [`store-${hash}-2`, 'channel-label', { channelId: 2 }],
  // the API path
  [`https://api.bigcommerce.com/stores/${hash}/v3/`, 'api-path'],
  [`https://api.bigcommerce.com/stores/${hash}/v2/store`, 'api-path'],
  [`https://api.bigcommerce.com/stores/${hash}`, 'api-path'],
  [`https://api.bigcommerce.com/stores/${hash}?limit=1`, 'api-path'],
  [`https://api.bigcommerce.com/stores/${hash}#top`, 'api-path'],
  [`https://api.bigcommerce.com/stores/${hash}/graphql`, 'api-path'],
  [`https://payments.bigcommerce.com/stores/${hash}/payments`, 'api-path'],
  [`http://api.bigcommerce.com/stores/${hash}/v3`, 'api-path'],
  [`api.bigcommerce.com/stores/${hash}/v3/`, 'api-path'],
  [`//api.bigcommerce.com/stores/${hash}/v3/`, 'api-path'],
  [`https://api.bigcommerce.com:443/stores/${hash}/v3/`, 'api-path'],
  [`https://api.bigcommerce.com/stores/store-${hash}/v3/`, 'api-path'],
  [`HTTPS://API.BIGCOMMERCE.COM/STORES/${hash.toUpperCase()}/V3/`, 'api-path'],
  [`https%3A%2F%2Fapi.bigcommerce.com%2Fstores%2F${hash}%2Fv3%2F`, 'api-path'],
  [`https:\\/\\/api.bigcommerce.com\\/stores\\/${hash}\\/v3\\/`, 'api-path'],
  [`"https://api.bigcommerce.com/stores/${hash}/v3/"`, 'api-path'],
  [`curl -H 'Accept: application/json' https://api.bigcommerce.com/stores/${hash}/v2/time`, 'api-path'],
  [`Our API path is https://api.bigcommerce.com/stores/${hash}/v3/. Please connect it.`, 'api-path'],
  [`See (https://api.bigcommerce.com/stores/${hash}).`, 'api-path'],
  [`https://api.bigcommerce.com/stores/${hash}.`, 'api-path'],
  // the OAuth context and the API path without its host
  [`stores/${hash}`, 'store-context'],
  [`/stores/${hash}/v3/`, 'store-context'],
  [`stores/${hash}/v3/`, 'store-context'],
  [`  stores/${hash} `, 'store-context'],
  [`stores%2F${hash}`, 'store-context'],
  [`?account_uuid=1&code=2&context=stores%2F${hash}&scope=store_v2_products`, 'store-context'],
  [`{"producer":"stores/${hash}","scope":"store/order/created"}`, 'store-context'],
  [`My path is stores/${hash}, thanks`, 'store-context'],
  // control panel and permanent address
  [`https://store-${hash}.mybigcommerce.com`, 'control-panel', { subdomain: `store-${hash}` }],
  [`https://store-${hash}.mybigcommerce.com/manage`, 'control-panel', { subdomain: `store-${hash}` }],
  [`https://store-${hash}.mybigcommerce.com/manage/dashboard`, 'control-panel', { subdomain: `store-${hash}` }],
  [`https://store-${hash}.mybigcommerce.com/manage/app/123/x`, 'control-panel', { subdomain: `store-${hash}` }],
  [`https://store-${hash}.mybigcommerce.com/admin/index.php`, 'control-panel', { subdomain: `store-${hash}` }],
  [`https://store-${hash}.mybigcommerce.com/graphql`, 'control-panel', { subdomain: `store-${hash}` }],
  [`https://store-${hash}.mybigcommerce.com/cart.php?action=add`, 'control-panel', { subdomain: `store-${hash}` }],
  [`https://store-${hash}.mybigcommerce.com/content/a.png`, 'control-panel', { subdomain: `store-${hash}` }],
  [`https://store-${hash}.mybigcommerce.com/api/v2/orders`, 'control-panel', { subdomain: `store-${hash}` }],
  [`https://store-${hash}.mybigcommerce.com:443/manage`, 'control-panel', { subdomain: `store-${hash}` }],
  [`store-${hash}.mybigcommerce.com`, 'control-panel', { subdomain: `store-${hash}` }],
  [`STORE-${hash.toUpperCase()}.MYBIGCOMMERCE.COM/manage`, 'control-panel', { subdomain: `store-${hash}` }],
  [
    `https://store-${hash}.mybigcommerce.com/manage/channel/667159/app`,
    'control-panel',
    { subdomain: `store-${hash}`, channelId: 667_159 },
  ],
  [`I sign in at store-${hash}.mybigcommerce.com.`, 'control-panel', { subdomain: `store-${hash}` }],
  [`Panel: store-${hash}.mybigcommerce.com: ask me`, 'control-panel', { subdomain: `store-${hash}` }],
  // channels
  [`https://store-${hash}-1.mybigcommerce.com`, 'channel-host', { subdomain: `store-${hash}-1`, channelId: 1 }],
  [
    `https://store-${hash}-12345.mybigcommerce.com/graphql`,
    'channel-host',
    { subdomain: `store-${hash}-12345`, channelId: 12_345 },
  ],
  [`store-${hash}-2.mybigcommerce.com/xmlsitemap.php`, 'channel-host', { subdomain: `store-${hash}-2`, channelId: 2 }],
  // asset servers
  [`https://cdn11.bigcommerce.com/s-${hash}/images/stencil/a.png`, 'asset-url'],
  [`https://cdn8.bigcommerce.com/s-${hash}/product_images/b.jpg?t=1`, 'asset-url'],
  // B2B Edition
  [`X-Store-Hash: ${hash}`, 'store-hash-header'],
  [`{"X-Auth-Token":"…","X-Store-Hash":"${hash}"}`, 'store-hash-header'],
  // one store, named twice
  [`https://api.bigcommerce.com/stores/${hash}/v3/ and stores/${hash}`, 'api-path'],
  [`stores/${hash} stores/${hash.toUpperCase()}`, 'store-context'],
]

describe('a text with a store hash', () => {
  it.each(withHash)('%s', (text, form, others = {}) => {
    expect(deriveStore(text)).toEqual({ form, values: { storeHash: hash, ...others }, secrets: {}, issues: [] })
  })

  it.each(['g5cd38', 'bwvr466', 'et7xe3pz', '29i23fcz6', 'id30h7ohwf', '1i6zpxpe3g', 'abcde', '1234', 'a'.repeat(20)])(
    'that has the form of %s',
    (other) => {
      expect(deriveStore(`https://api.bigcommerce.com/stores/${other}/v3/`).values).toEqual({ storeHash: other })
      expect(deriveStore(`https://store-${other}-3.mybigcommerce.com`).values).toMatchObject({
        storeHash: other,
        channelId: 3,
      })
    },
  )

  it.each([
    [{ sub: `stores/${hash}`, iss: 'bc', aud: 'client', channel_id: null }],
    [{ store_hash: hash, sub: '12', operation: 'current_customer' }],
  ])('in the claims of a token of an app: %j', (claims) => {
    const token = ['{"alg":"HS256"}', JSON.stringify(claims), 'signature']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.')
    expect(deriveStore(` ${token}\n`)).toMatchObject({
      form: 'json-web-token',
      values: { storeHash: hash },
      issues: [],
    })
  })

  it('leaves out what two addresses of the store say differently', () => {
    const text = `https://store-${hash}-1.mybigcommerce.com or https://store-${hash}-2.mybigcommerce.com`
    expect(deriveStore(text).values).toEqual({ storeHash: hash })
  })
})

describe('a text with two stores', () => {
  it.each([
    [`https://api.bigcommerce.com/stores/${hash}/v3/ https://api.bigcommerce.com/stores/abc123xyz/v3/`],
    [`https://store-${hash}.mybigcommerce.com, https://cdn11.bigcommerce.com/s-abc123xyz/a.png`],
    [`stores/${hash}\nstores/abc123xyz\nstores/${hash}`],
  ])('names none of them: %s', (text) => {
    const derivation = deriveStore(text)
    expect([derivation.form, derivation.values]).toEqual(['several-stores', {}])
    expect(codes(derivation)).toEqual([['storeHash', 'several_store_hashes']])
  })
})

/** Text without a hash → its form, the facts it has all the same, and the code of what is said. */
const withoutHash: readonly [text: string, form: string, values?: Readonly<Record<string, string>>][] = [
  ['https://celigo.mybigcommerce.com/?ctk=e237', 'storefront-subdomain', { subdomain: 'celigo' }],
  ['celigo.mybigcommerce.com', 'storefront-subdomain', { subdomain: 'celigo' }],
  [
    'https://Cornerstone-Light-Demo.mybigcommerce.com/',
    'storefront-subdomain',
    { subdomain: 'cornerstone-light-demo' },
  ],
  ['https://store-abc.mybigcommerce.com', 'storefront-subdomain', { subdomain: 'store-abc' }],
  ['https://www.example.com', 'storefront-url'],
  ['Our shop is https://shop.example.com/about', 'storefront-url'],
  ['https://login.bigcommerce.com/deep-links/manage/products', 'login-page'],
  ['https://login.bigcommerce.com/login', 'login-page'],
  ['https://accounts.bigcommerce.com/tokens', 'login-page'],
  ['I sign in at login.bigcommerce.com.', 'login-page'],
  [
    'https://login.bigcommerce.com/app/jpmx4vdfqoapomf92jres9atif5wvf2/install',
    'app-install-link',
    { clientId: 'jpmx4vdfqoapomf92jres9atif5wvf2' },
  ],
  ['https://api.bigcommerce.com/stores/{store_hash}/v3/', 'storefront-url'],
  ['https://api.bigcommerce.com/stores/abc_123/v3/', 'storefront-url'],
  ['https://api.bigcommerce.com/stores/abc-1234/v3/', 'storefront-url'],
  ['https://api.bigcommerce.com/stores/abcd.efgh/v3/', 'storefront-url'],
  [`https://api.bigcommerce.com/stores/${'a'.repeat(21)}/v3/`, 'storefront-url'],
  ['https://api.bigcommerce.com/stores/abc/v3/', 'storefront-url'],
]

describe('a text without a store hash', () => {
  it.each(withoutHash)('%s says so, and where to find it', (text, form, values = {}) => {
    const derivation = deriveStore(text)
    expect(derivation).toMatchObject({ form, values, secrets: {} })
    expect(derivation.values).not.toHaveProperty('storeHash')
    expect(codes(derivation)).toEqual([['storeHash', 'store_hash_not_in_text']])
    expect(derivation.issues[0]?.hint).toMatch(/store-HASH\.mybigcommerce\.com.*\/stores\/HASH\//)
  })

  it.each([
    '',
    ' ',
    '!',
    'abc',
    'store-',
    'my store',
    'We visit stores/outlets on Monday',
    'ab_cd',
    'a'.repeat(21),
    'ab.cd.ef',
  ])('nothing is recognised in %j', (text) => {
    const derivation = deriveStore(text)
    expect([derivation.form, derivation.values]).toEqual(['none', {}])
    expect(codes(derivation)).toEqual([['storeHash', 'not_recognised']])
  })
})

describe('a host that only looks like BigCommerce', () => {
  it.each([
    `https://api.bigcommerce.com.evil.example/stores/${hash}/v3/`,
    `https://notbigcommerce.com/stores/${hash}/v3/`,
    `https://api.notbigcommerce.com/stores/${hash}/v3/`,
    `https://xapi.bigcommerce.com/stores/${hash}/v3/`,
    `https://x.api.bigcommerce.com/stores/${hash}/v3/`,
    `https://api-bigcommerce.com/stores/${hash}/v3/`,
    `https://api.bigcommerce.community/stores/${hash}/v3/`,
    `https://api.bigcommerce.com@evil.example/stores/${hash}/v3/`,
    `https://evil.example/api.bigcommerce.com/stores/${hash}/v3/`,
    `https://evil.example/stores/${hash}/v3/`,
    `https://store-${hash}.mybigcommerce.com.evil.example/manage`,
    `https://store-${hash}.mybigcommerce.com@evil.example/`,
    `https://store-${hash}.mybigcommerce.com:x@evil.example/`,
    `https://store-${hash}.mybigcommerce.com:443@evil.example/`,
    `https://store-${hash}.mybigcommerce.company/`,
    `https://store-${hash}.mybigcommerce.com-evil.example/`,
    `https://store-${hash}-2.mybigcommerce.com.evil.example/`,
    `https://x.store-${hash}.mybigcommerce.com/`,
    `https://evil.example/store-${hash}.mybigcommerce.com`,
    `https://store-${hash}.notmybigcommerce.com/`,
    `https://celigo.mybigcommerce.com.evil.example/`,
    `https://cdn11.bigcommerce.com.evil.example/s-${hash}/a.png`,
    `https://cdn11.bigcommerce.com/x-${hash}/a.png`,
  ])('gives nothing: %s', (text) => {
    const derivation = deriveStore(text)
    expect(derivation).toMatchObject({ form: 'storefront-url', values: {} })
    expect(codes(derivation)).toEqual([['storeHash', 'store_hash_not_in_text']])
  })
})
