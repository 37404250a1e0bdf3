import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const source = fileURLToPath(new URL('../../src/index.ts', import.meta.url))
const cache = join(tmpdir(), `connform-storage-modules-${process.pid}`)
afterAll(() => rmSync(cache, { recursive: true, force: true }))
const storagePackage = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Runs `body` in a process of its own, as an ES module with `openStore`, sample records and `url` at hand; resolves with what it
 * printed. `node:sqlite` warns on standard error in some releases of Node, so that is passed on only on failure.
 */
export function inProcess(url: string, body: string): Promise<string> {
  const script = `
    import { openStore } from ${JSON.stringify(source)}
    import { auditEntry, connectionRecord, dataKeyRecord, grantRecord, insertDataKeys } from '@connform/core/contracts'
    const url = ${JSON.stringify(url)}
    ${body}`
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=@connform/source', '--input-type=module', '--eval', script], {
      cwd: storagePackage,
      // Most of what such a process does is reading its modules.
      env: { ...process.env, NODE_COMPILE_CACHE: cache },
    })
    let output = ''
    let complaints = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      complaints += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(output.trim()) : reject(new Error(complaints))))
  })
}
