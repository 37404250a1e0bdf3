import { expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { GOOD, savedIn, tokenForm } from '../support/forms.ts'

const opened = async () => {
  const { open, sandbox } = await bench()
  const { connections } = await open()
  const { id } = savedIn(await connections.create('bigcommerce-rest', tokenForm(sandbox)))
  const locales = async () => (await connections.options(id, 'locales')).map(({ value }) => value)
  return { sandbox, connections, id, locales }
}

test('a list that is asked by a query is read by that query', async () => {
  const { locales, sandbox } = await opened()
  const before = sandbox.requests().length
  expect(await locales()).toEqual(['en', 'de', 'fr'])
  expect(sandbox.requests().slice(before)).toHaveLength(1)
})

test('where the provider refuses the query, the next way is gone', async () => {
  const { locales, sandbox } = await opened()
  sandbox.setFault(GOOD, { kind: 'wrong-store', status: 403 }, { path: '/graphql' })
  expect(await locales()).toEqual(['en'])
})

test('where the provider answers the query without the list, the next way is gone', async () => {
  const { locales, sandbox } = await opened()
  sandbox.setFault(GOOD, { kind: 'empty' }, { path: '/graphql' })
  expect(await locales()).toEqual(['en'])
})

test('any other failure of the query is told, and no other way hides it', async () => {
  const { locales, sandbox } = await opened()
  sandbox.setFault(GOOD, { kind: 'server-error' }, { path: '/graphql' })
  await expect(locales()).rejects.toMatchObject({ code: 'ERR_UNEXPECTED_ANSWER', status: 500 })
  sandbox.setFault(GOOD, { kind: 'revoked-token' }, { path: '/graphql' })
  await expect(locales()).rejects.toMatchObject({ code: 'ERR_UNEXPECTED_ANSWER', status: 401 })
})

test('a refusal of the last way is told', async () => {
  const { locales, sandbox } = await opened()
  sandbox.setFault(GOOD, { kind: 'wrong-store', status: 403 })
  await expect(locales()).rejects.toMatchObject({ code: 'ERR_UNEXPECTED_ANSWER', status: 403 })
})
