import { describe, expect, it } from 'vitest'
import { adapterContract } from '../src/contracts/index.ts'
import { definitionAdapter, Secret, signRequest } from '../src/index.ts'
import { bookshop } from './support/bookshop.ts'
import { expectNoSecret } from './support/canary.ts'

const json = { 'content-type': 'application/json' }
const body = JSON.stringify({ id: 'candle', name: 'Candle', address: { city: 'Turku' } })

adapterContract(
  { describe, it, expect },
  {
    bookshop: {
      adapter: definitionAdapter(bookshop),
      credentials: {
        authType: 'key',
        values: { shop: 'candle' },
        secrets: { apiKey: new Secret('canary-key-2f9d') },
      },
      goodAnswer: () => ({ status: 200, headers: json, body }),
    },
  },
)

describe('signing by what a definition says', () => {
  const canary = 'canary-password-8c3a'
  const request = { method: 'GET', url: 'https://candle.bookshop.example/', headers: {} }
  const credentials = { authType: 'login', values: { user: 'reader' }, secrets: { password: new Secret(canary) } }

  it('fills a header with values and secrets', () => {
    expect(signRequest(bookshop, request, credentials).headers).toEqual({ Authorization: `Login reader:${canary}` })
  })

  it.each([
    ['an auth type that the definition lacks', { ...credentials, authType: 'oauth2' }],
    ['an auth type called like what every object inherits', { ...credentials, authType: 'constructor' }],
    ['a connection without the secret', { ...credentials, secrets: {} }],
    ['a connection without the value', { ...credentials, values: {} }],
    ['a value that is no text', { ...credentials, values: { user: ['reader'] } }],
  ])('refuses %s', (_, wrong) => {
    const error = thrown(() => signRequest(bookshop, request, wrong))
    expect(error).toMatchObject({ name: 'ConnformError', code: 'ERR_UNSUPPORTED' })
    expectNoSecret(error, canary)
  })
})

function thrown(action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    return error
  }
}
