import { createConfig, lintFromString } from '@redocly/openapi-core'
import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'

/** What rules of the recommended set find where they do not fit, each with the reason. */
const exceptions = [
  {
    rule: 'no-ambiguous-paths',
    about: '`/setups/documents/{document}`',
    because: 'A part that is written out goes before a parameter, and no setup has the id documents.',
  },
] as const

test('the OpenAPI document passes the recommended rules of a public linter', async () => {
  const { anybody } = await bench()
  const document = await anybody().get('//openapi.json')
  const config = await createConfig({ extends: ['recommended'] })
  const found = await lintFromString({ source: document.text, config })
  const isException = ({ ruleId, message }: (typeof found)[number]) =>
    exceptions.some(({ rule, about }) => rule === ruleId && message.includes(about))
  const problems = found.filter((problem) => !isException(problem))
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
