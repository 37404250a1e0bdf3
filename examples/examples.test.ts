import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const run = (file: string) => promisify(execFile)(process.execPath, [file], { cwd: here })

describe('The examples', () => {
  it('README: the embedding example is the file that runs, word for word', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
    const [, block] = /```ts\n([\s\S]*?)```/.exec(readme) ?? []
    expect(block).toBe(await readFile(new URL('embed/embed.mjs', import.meta.url), 'utf8'))
    expect(block?.trimEnd().split('\n').length).toBeLessThanOrEqual(15)
  })

  it('README: the embedding example connects a store and says which one it reaches', async () => {
    const { stdout, stderr } = await run('embed/embed.mjs')
    expect(stdout).toMatch(/^Production store reaches \S.*\n$/)
    expect(stderr).toBe('')
  })

  it('a form is cleaned and checked with core alone', async () => {
    const { stdout } = await run('validate/validate.mjs')
    expect(stdout).toContain("storeHash: 'abc123xyz'")
    expect(stdout).toContain('~ name: ')
    expect(stdout).toContain('✗ accessToken: ')
  })
})
