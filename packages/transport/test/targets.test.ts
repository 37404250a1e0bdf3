import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAddressCheck } from '../src/blocked-addresses.ts'
import { checkedLookup, type ResolvedAddress } from '../src/checked-lookup.ts'
import { matchesHost } from '../src/host-pattern.ts'
import { canary } from './support/canary.ts'
import { failure, host, openDoor } from './support/door.ts'
import { httpServer } from './support/servers.ts'

const isBlocked = createAddressCheck()

describe('an address is refused', () => {
  test.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.127.255.254',
    '127.0.0.1',
    '127.255.0.1',
    '168.63.129.16',
    '169.254.169.254',
    '169.254.170.2',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:0:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::a00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    'fec0::1',
    'ff02::1',
    '',
    'localhost',
    '8.8.8.8 ',
  ])('%s', (address) => expect(isBlocked(address)).toBe(true))
})

describe('an address is let through', () => {
  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '126.0.0.1',
    '128.0.0.1',
    '169.253.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.0.1',
    '192.169.0.1',
    '198.17.0.1',
    '198.20.0.1',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450:4001:800::200e',
    '2620:0:ccc::2',
    '64:ff9a::1',
  ])('%s', (address) => {
    expect(isIP(address)).not.toBe(0)
    expect(isBlocked(address)).toBe(false)
  })
})

describe('a URL is refused whatever way its address is written', () => {
  test.each([
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0x7f.1',
    '127.1',
    '127。0。0。1',
    '①②⑦.0.0.1',
    '0',
    '10.1',
    '169.254.169.254',
    '2852039166',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::ffff:8.8.8.8]',
    '[64:ff9b::8.8.8.8]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[2002:7f00:1::]',
  ])('%s', async (written) => {
    const url = `https://${written}/${canary}`
    const allowedHosts = [new URL(url).hostname]
    expect(await failure(openDoor(), { url }, { allowedHosts })).toMatchObject({
      reason: 'blocked_host',
      host: allowedHosts[0],
    })
  })
})

describe('a URL is refused', () => {
  test.each([
    ['without https', `http://${host}/${canary}`],
    ['on another port', `https://${host}:8443/${canary}`],
    ['with a user name and password', `https://user:${canary}@${host}/`],
    ['with a user name alone', `https://${canary}@${host}/`],
    ['of another scheme', `ftp://${host}/${canary}`],
    ['of a file', `file:///${canary}`],
    ['of a unix socket', `unix:/var/run/${canary}:/`],
    ['of data', `data:text/plain,${canary}`],
    ['of a host that is not allowed', `https://evil.example.net/${canary}`],
    ['of a host that begins like an allowed one', `https://${host}.evil.example.net/${canary}`],
    ['of a host that ends like an allowed one', `https://evil${host}/${canary}`],
    ['of an allowed host as its user name', `https://${host}@evil.example.net/${canary}`],
    ['of an allowed host with a dot at its end', `https://${host}./${canary}`],
    ['that is none', `${canary} no url`],
  ])('%s', async (_, url) => expect(await failure(openDoor(), { url })).toMatchObject({ reason: 'blocked_host' }))
})

test('a name that leads to the loopback is refused by the system resolver too', async () => {
  const url = `https://localhost/${canary}`
  const error = await failure(openDoor(), { url }, { allowedHosts: ['localhost'] })
  expect(error).toMatchObject({ reason: 'blocked_host', host: 'localhost' })
})

describe('a name is resolved', () => {
  const publicAddress: ResolvedAddress = { address: '8.8.8.8', family: 4 }
  const loopback: ResolvedAddress = { address: '127.0.0.1', family: 4 }

  test.each([
    ['a loopback address', [loopback]],
    ['an unspecified address', [{ address: '0.0.0.0', family: 4 as const }]],
    ['a mapped address', [{ address: '::ffff:10.0.0.1', family: 6 as const }]],
    ['a private address behind a public one', [publicAddress, loopback]],
  ])('and refused where it has %s', async (_, addresses) => {
    let asked = 0
    const resolve = async () => {
      asked += 1
      return addresses
    }
    expect(await failure(openDoor(undefined, { resolve }))).toMatchObject({ reason: 'blocked_host', host })
    expect(asked).toBe(1)
  })

  test('once per connection, and what was checked is what is connected to', async () => {
    const answers = [[publicAddress], [loopback]]
    const lookup = checkedLookup(async () => answers.shift() ?? [], isBlocked)
    expect(await look(lookup, { all: true })).toEqual([publicAddress])
    expect(answers).toHaveLength(1)
    await expect(look(lookup, { all: true })).rejects.toMatchObject({ code: 'ERR_BLOCKED_ADDRESS' })
  })

  test('in the family that is asked for', async () => {
    const sixth: ResolvedAddress = { address: '2606:4700::1111', family: 6 }
    const lookup = checkedLookup(async () => [sixth, publicAddress], isBlocked)
    expect(await look(lookup, {})).toBe(sixth.address)
    expect(await look(lookup, { family: 4 })).toBe(publicAddress.address)
    expect(await look(lookup, { family: 'IPv6', all: true })).toEqual([sixth])
  })
})

describe('a host override', () => {
  test('sends the requests of its host to its base URL', async () => {
    const base = await httpServer((request, response) => response.end(`${request.headers.host} ${request.url}`))
    const door = openDoor(undefined, { hosts: { [host]: `${base}/sandbox` } })
    const request = { method: 'GET', url: `http://${host}:8080/v3/items?page=2#top`, headers: {} }
    const answer = await door.request(request, { allowedHosts: [host] })
    expect(answer.body).toBe(`${new URL(base).host} /sandbox/v3/items?page=2`)
  })

  test('may stand for every subdomain', async () => {
    const base = await httpServer((_, response) => response.end('staging'))
    const door = openDoor(undefined, { hosts: { '*.example.org': base } })
    const request = { method: 'GET', url: 'https://store-1.example.org/', headers: {} }
    expect((await door.request(request, { allowedHosts: ['*.example.org'] })).body).toBe('staging')
  })

  test('does not make its host allowed', async () => {
    const base = await httpServer((_, response) => response.end())
    const url = `https://${host}/`
    expect(await failure(openDoor(base), { url }, { allowedHosts: ['other.example.com'] })).toMatchObject({
      reason: 'blocked_host',
    })
  })

  test('does not open its target to requests that name the target itself', async () => {
    const base = await httpServer((_, response) => response.end())
    const door = openDoor(base)
    await door.request({ method: 'GET', url: `https://${host}/`, headers: {} }, { allowedHosts: [host] })
    expect(await failure(door, { url: base }, { allowedHosts: ['127.0.0.1'] })).toMatchObject({
      reason: 'blocked_host',
    })
  })
})

test.each([
  ['api.example.com', ['api.example.com'], true],
  ['api.example.com', ['API.Example.com'], true],
  ['api.example.com', ['*.example.com'], true],
  ['a.b.example.com', ['*.example.com'], true],
  ['example.com', ['*.example.com'], false],
  ['notexample.com', ['*.example.com'], false],
  ['api.example.com', ['*'], false],
  ['api.example.com', ['*.'], false],
  ['api.example.com', ['example.com'], false],
  ['api.example.com', [], false],
])('the host %s fits %j: %s', (name, patterns, fits) => expect(matchesHost(name, patterns)).toBe(fits))

describe('a public host', () => {
  beforeEach(() => {
    if (!nock.isActive()) nock.activate()
    nock.disableNetConnect()
  })
  afterEach(() => {
    nock.cleanAll()
    nock.restore()
  })

  test('is asked over https under its own name', async () => {
    nock(`https://${host}`, { reqheaders: { 'x-auth-token': canary } })
      .get('/v3/items')
      .query({ page: 2 })
      .reply(200, 'fine')
    const request = { method: 'GET', url: `https://${host}/v3/items?page=2`, headers: { 'X-Auth-Token': canary } }
    expect(await openDoor().request(request, { allowedHosts: [host] })).toMatchObject({ status: 200, body: 'fine' })
  })

  test('that redirects to another host gets no request sent there', async () => {
    nock(`https://${host}`)
      .get('/')
      .reply(307, '', { location: `https://evil.example.net/?${canary}` })
    const evil = nock('https://evil.example.net').get(/.*/).reply(200)
    const request = { method: 'GET', url: `https://${host}/`, headers: { 'X-Auth-Token': canary } }
    expect((await openDoor().request(request, { allowedHosts: [host, 'evil.example.net'] })).status).toBe(307)
    expect(evil.isDone()).toBe(false)
  })
})

function look(lookup: LookupFunction, options: object): Promise<string | LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(host, options, (error, address) => (error ? reject(error) : resolve(address)))
  })
}
