import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder for the tests of one file, removed after them; the answer makes paths in it. */
export function testFolder(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'connform-storage-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  return (name) => join(folder, name)
}
