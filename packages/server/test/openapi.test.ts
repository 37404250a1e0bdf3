import { createConfig, lintFromString } from '@redocly/openapi-core'
import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'

/** Rules of the recommended set that do not fit, each with the reason. */
const exceptions: Readonly<Record<string, string>> = {}

test('the OpenAPI document passes the recommended rules of a public linter', async () => {
  const { anybody } = await bench()
  const document = await anybody().get('//openapi.json')
  const rules = Object.fromEntries(Object.keys(exceptions).map((rule) => [rule, 'off' as const]))
  const config = await createConfig({ extends: ['recommended'], rules })
  const problems = await lintFromString({ source: document.text, config })
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
})

test('the document is the same at the root and below the base, and names each operation once', async () => {
  const { anybody } = await bench()
  const document = (await anybody().get('//openapi.json')).body
  expect((await anybody().get('/openapi.json')).body).toEqual(document)
  expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/api/v1' }] })
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path as object))
  const ids = operations.map(({ operationId }) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(Object.keys(document.components.schemas)).toContain('Connection')
})
