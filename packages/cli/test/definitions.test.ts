import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { makeHome } from './support/home.ts'

const definitionFile = fileURLToPath(new URL('../../../schemas/definitions/bigcommerce-rest.json', import.meta.url))

test('definitions are listed, as a table and as JSON', async () => {
  const { json, run } = await makeHome()
  const { stdout } = await run(['definitions'])
  expect(stdout).toMatch(/^ID +TITLE +VERSION +AUTH TYPES\n/)
  expect(stdout).toMatch(/^bigcommerce-rest +BigCommerce REST +\d+\.\d+\.\d+ +oauth2, basic, token$/m)
  expect(await json(['definitions'])).toContainEqual({
    id: 'bigcommerce-rest',
    version: expect.any(String),
    title: 'BigCommerce REST',
    authTypes: ['oauth2', 'basic', 'token'],
  })
})

test('one is shown with its fields per auth type and its guides; as JSON it is the definition itself', async () => {
  const { json, run } = await makeHome()
  const { stdout } = await run(['definitions', 'show', 'bigcommerce-rest'])
  expect(stdout).toContain('Auth type token')
  expect(stdout).toMatch(/accessToken +Access token \(required, secret\)/)
  expect(stdout).toContain('Find your store hash')
  const definition = JSON.parse(await readFile(definitionFile, 'utf8'))
  expect(await json(['definitions', 'show', 'bigcommerce-rest'])).toEqual(definition)
})

test('an unknown one is not found', async () => {
  const { run } = await makeHome()
  const { code, stderr } = await run(['definitions', 'show', 'bigcommerce-rets'])
  expect(code).toBe(3)
  expect(stderr).toContain('Did you mean bigcommerce-rest?')
})

describe('schema prints what was asked for', () => {
  const schema = (words: readonly string[]) => makeHome().then(({ json }) => json<never>(['schema', ...words]))

  test.each(['form', 'union', 'rjsf', 'jsonforms'])('%s, as it is published', async (what) => {
    const published = fileURLToPath(new URL(`../../../schemas/dist/bigcommerce-rest/${what}.json`, import.meta.url))
    expect(await schema(['bigcommerce-rest', '--for', what])).toEqual(JSON.parse(await readFile(published, 'utf8')))
  })

  test('the form where nothing is said', async () => {
    expect(await schema(['bigcommerce-rest'])).toMatchObject({ type: 'object', propertyNames: {} })
  })

  test('the form of an edit, in which saved secrets are not required', async () => {
    const edit = await schema(['bigcommerce-rest', '--for', 'edit', '--auth-type', 'token'])
    expect(JSON.stringify(edit)).toContain('accessToken')
  })

  test('types, as TypeScript', async () => {
    const { run } = await makeHome()
    const { code, stdout } = await run(['schema', 'bigcommerce-rest', '--for', 'types'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^export (interface|type) /m)
  })
})

describe('lint', () => {
  test('finds nothing in a definition of ours', async () => {
    const { json, run } = await makeHome()
    expect(await json(['lint', definitionFile])).toEqual({ valid: true, issues: [] })
    expect((await run(['lint', definitionFile])).stdout).toMatch(/^✓ .* is a definition\.\n$/)
  })

  test('names the rule that is broken, and ends with 1', async () => {
    const { json, run, write } = await makeHome()
    const definition = JSON.parse(await readFile(definitionFile, 'utf8'))
    await write('mine.json', JSON.stringify({ ...definition, identity: [...definition.identity, 'colour'] }))
    expect(await json(['lint', 'mine.json'], { code: 1 })).toMatchObject({
      valid: false,
      issues: [{ path: ['identity', '2'] }],
    })
    expect((await run(['lint', 'mine.json'])).stdout).toMatch(/colour[\s\S]*mistakes? in mine\.json\.\n$/)
  })
})
