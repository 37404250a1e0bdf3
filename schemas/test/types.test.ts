import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { home, readText } from './support/files.ts'

const run = promisify(execFile)
const tsc = join(home, 'node_modules/typescript/bin/tsc')

it('the types catch a missing secret, an unknown auth type and a field of another one', async () => {
  await expect(run(process.execPath, [tsc, '-p', join(home, 'test/types')])).resolves.toMatchObject({ stdout: '' })
})

it('the file that shows this expects errors, so that a type that accepts everything would fail', () => {
  expect(readText('test/types/connections.ts').match(/@ts-expect-error/g)?.length).toBeGreaterThanOrEqual(6)
})
