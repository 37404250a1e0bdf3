import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { canary } from './support/canary.ts'

const grants = 'true,true,true,false,false,false,blocked_host,blocked_host,blocked_host'

test('nothing is printed while requests and grants succeed and fail, even where DEBUG asks for everything', () => {
  const script = fileURLToPath(new URL('./support/silent-requests.ts', import.meta.url))
  const env = { ...process.env, DEBUG: '*', NODE_DEBUG: '', CANARY: canary }
  const words = ['--conditions=@connform/source', '--no-warnings', script]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8' })
  const printed = `ok,answer_too_large,blocked_host,${grants},${grants}\n0\n`
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: printed, stderr: '' })
})
