import { execFile } from 'node:child_process'
import { access, readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const run = (file: string) => promisify(execFile)(process.execPath, [file], { cwd: here })

describe('The examples', () => {
  it('README: lists each of them with a command that starts it', async () => {
    const readme = await readFile(new URL('README.md', import.meta.url), 'utf8')
    const folders = (await readdir(here, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory() && !['support', 'node_modules'].includes(entry.name))
      .map(({ name }) => name)
    const started = [...readme.matchAll(/node examples\/([\w-]+)\/\1\.mjs/g)].map(([, name]) => name)
    expect(started.sort()).toEqual(folders.sort())
    await Promise.all(folders.map((name) => access(new URL(`${name}/${name}.mjs`, import.meta.url))))
  })

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
