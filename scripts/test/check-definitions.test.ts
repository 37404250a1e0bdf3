import { expect, test } from 'vitest'
import { definitionsCheck } from '../check/check-definitions.ts'
import { plant, type Tree } from './support/tree.ts'

const everything = ['form.json', 'union.json', 'rjsf.json', 'jsonforms.json', 'validate.js']
const exportsOf = (id: string) =>
  Object.fromEntries(everything.map((name) => [`./${id}/${name}`, `./dist/${id}/${name}`]))

const good: Tree = {
  'schemas/definitions/shop.json': { id: 'shop', title: 'Shop' },
  'schemas/package.json': { exports: { './package.json': './package.json', ...exportsOf('shop') } },
}
const titleMissing = { path: ['form', 'title'], message: 'There is no title.', severity: 'error' as const }
const lint = (definition: unknown) => ((definition as { title?: string }).title ? [] : [titleMissing])
const check = (tree: Tree) => definitionsCheck(lint)(plant(tree))

test('definitions that keep the rules and are published have no problem', () => {
  expect(check(good)).toEqual([])
  expect(check({ ...good, 'schemas/package.json': { exports: exportsOf('*') } })).toEqual([])
})

test('a mistake the linter finds is a problem', () => {
  expect(check({ ...good, 'schemas/definitions/shop.json': { id: 'shop' } })).toEqual([
    { where: 'schemas/definitions/shop.json form.title', what: 'There is no title.' },
  ])
})

test('a warning of the linter is none', () => {
  const warn = () => [{ ...titleMissing, severity: 'warning' as const }]
  expect(definitionsCheck(warn)(plant(good))).toEqual([])
})

test('a definition that is not JSON, or not named after its id, is a problem', () => {
  expect(check({ ...good, 'schemas/definitions/shop.json': '{' })).toMatchObject([{ what: 'is not JSON' }])
  expect(check({ ...good, 'schemas/definitions/shop.json': { id: 'store', title: 'Store' } })).toMatchObject([
    { what: 'is not named after its id' },
  ])
})

test.each(everything)('a definition whose %s is not exported is a problem', (name) => {
  const { [`./shop/${name}`]: _, ...rest } = exportsOf('shop')
  expect(check({ ...good, 'schemas/package.json': { exports: rest } })).toEqual([
    { where: 'schemas/package.json', what: `does not export ./shop/${name}` },
  ])
})

test('a repository without definitions is a problem', () => {
  expect(check({ 'schemas/package.json': { exports: {} } })).toHaveLength(1)
})
