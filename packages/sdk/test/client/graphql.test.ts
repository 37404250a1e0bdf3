import { expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { customForm, GOOD, pimForm, savedIn, tokenForm } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'

async function shop(scopes = ['Unauthenticated']) {
  const clock = movingClock()
  const at = await bench({ clock })
  const connform = await at.open({ clock })
  const { id } = savedIn(
    await connform.connections.create('bigcommerce-graphql', { ...customForm(at.sandbox), scopes }),
  )
  return { ...at, ...connform, id, ask: connform.client(id).graphql }
}

test('data comes with what the query counted as', async () => {
  const { ask } = await shop()
  const query = 'query ($first: Int!) { site { products(first: $first) { edges { node { name } } } } }'
  const { data, errors, status, complexity } = await ask(query, { first: 2 })
  expect([status, errors, complexity]).toEqual([200, [], expect.any(Number)])
  expect(data).toMatchObject({ site: { products: { edges: [{ node: { name: expect.any(String) } }, {}] } } })
})

test('a missing scope is told apart from data, with the scope that is needed', async () => {
  const { ask } = await shop(['Customer'])
  expect(await ask('query { site { settings { storeName } } }')).toMatchObject({
    status: 200,
    data: null,
    errors: [
      {
        message: 'The provided token does not include the scopes required to resolve this field.',
        path: ['site'],
        extensions: { code: 'INSUFFICIENT_ACCESS_SCOPE', requiredScopes: ['Unauthenticated'] },
      },
    ],
  })
})

test('a query that asks for too much is told, with what it counted as', async () => {
  const { ask } = await shop()
  const products =
    'products(first: 50) { edges { node { relatedProducts(first: 50) { edges { node { relatedProducts(first: 50) { edges { node { name } } } } } } } } }'
  const { data, errors, complexity } = await ask(`query { site { ${products} } }`)
  expect(data).toBeNull()
  expect(errors).toMatchObject([{ message: expect.stringContaining('The query is too complex') }])
  expect(complexity).toBeGreaterThan(10_000)
})

test('a query that is none is told by the provider', async () => {
  const { ask } = await shop()
  expect(await ask('query { nothing }')).toMatchObject({
    status: 200,
    data: null,
    errors: [{ message: expect.stringContaining('nothing') }],
  })
})

test('a refused token comes back with its status and the words of the storefront', async () => {
  const { ask, sandbox } = await shop()
  sandbox.setFault(GOOD, { kind: 'wrong-store' }, { path: '/graphql' })
  expect(await ask('query { __typename }')).toMatchObject({
    status: 401,
    data: null,
    errors: [{ message: expect.stringContaining("doesn't match store id") }],
  })
})

test('an answer that is no result is a failure with its status, and repeats nothing of it', async () => {
  const { ask, sandbox } = await shop()
  sandbox.setFault(GOOD, { kind: 'overloaded' }, { path: '/graphql' })
  sandbox.setRateLimit(GOOD, null)
  await expect(ask('query { __typename }', {}, { timeoutMs: 2000 })).rejects.toMatchObject({
    code: 'ERR_UNEXPECTED_ANSWER',
    message: expect.stringContaining('status 429'),
  })
})

test('a kind of connection without GraphQL says so, before any request', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const { id } = savedIn(await connform.connections.create('akeneo-pim', pimForm(sandbox)))
  sandbox.forgetRequests()
  await expect(connform.client(id).graphql('query { a }')).rejects.toMatchObject({ code: 'ERR_UNSUPPORTED' })
  expect(sandbox.requests()).toEqual([])
})

test('the word graphql is no path of a request', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const { id } = savedIn(await connform.connections.create('bigcommerce-rest', tokenForm(sandbox)))
  await expect(connform.client(id).request('POST', 'graphql', { body: {} })).rejects.toMatchObject({
    code: 'ERR_OPTION_INVALID',
  })
})
