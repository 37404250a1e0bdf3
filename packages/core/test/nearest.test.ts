import { expect, it } from 'vitest'
import { nearest } from '../src/index.ts'

const fields = ['name', 'authType', 'storeHash', 'accessToken', 'clientId', 'clientSecret']

it.each([
  ['a letter too few', 'acessToken', 'accessToken'],
  ['a letter too many', 'storeHassh', 'storeHash'],
  ['another letter', 'clientIt', 'clientId'],
  ['two letters swapped', 'nmae', 'name'],
  ['another case', 'STOREHASH', 'storeHash'],
  ['an underscore', 'access_token', 'accessToken'],
])('finds what was meant with %s', (_, word, meant) => {
  expect(nearest(word, fields)).toBe(meant)
})

it.each(['colour', 'x', 'password', 'a'.repeat(65), 'theWholeToken'])('finds nothing near %s', (word) => {
  expect(nearest(word, fields)).toBeUndefined()
})

it('finds nothing among nothing', () => {
  expect(nearest('name', [])).toBeUndefined()
})
