import { expect, it } from 'vitest'
import { runExample } from './support/run-example.ts'

it('A GraphQL connection with Token goes on with a notice, and is reauthorised with Custom in place', async () => {
  const example = runExample('celigo-graphql/celigo-graphql.mjs')
  const output = await example.ends()
  expect(output).toContain('Channel ID: 1, where nothing was entered')
  expect(output).toMatch(/it still works.*\n! .*31 March 2027/)
  expect(output).toMatch(/Another one with Token is refused\n✗ .*30 June 2026/)
  expect(output).toMatch(/Reauthorise with Custom: .*\n(?:✗ .*\n)+✓ /)
  expect(output).toContain('custom, notices: 0, the same: true')
  expect(output).toContain('With Custom, the storefront of Cedar & Canvas answers')
})
