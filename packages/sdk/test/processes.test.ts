import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { tokenForm } from './support/forms.ts'

const run = promisify(execFile)
const program = fileURLToPath(new URL('support/create-many.ts', import.meta.url))

test('several processes that begin at once share one file, one key file and one data key', async () => {
  const { open, sandbox, file, keyFile, folder } = await bench()
  const words = [file, keyFile, sandbox.url, JSON.stringify(tokenForm(sandbox)), '6']
  const processes = Array.from({ length: 4 }, () =>
    run(process.execPath, ['--conditions=@connform/source', '--no-warnings', program, ...words]),
  )
  const outputs = await Promise.all(processes)
  expect(outputs.map(({ stdout }) => stdout.trim())).toEqual(['6', '6', '6', '6'])

  const connform = await open()
  const { connections } = await connform.connections.list()
  expect(new Set(connections.map(({ name }) => name)).size).toBe(24)
  expect((await connform.keys.status()).dataKeys).toHaveLength(1)
  expect((await readdir(folder)).filter((name) => name.startsWith('.key-'))).toEqual([])
  // Whoever sealed it, everybody opens it.
  for (const { id } of connections.slice(0, 1).concat(connections.slice(-1))) {
    expect(await connform.connections.test(id)).toMatchObject({ ok: true })
  }
})
