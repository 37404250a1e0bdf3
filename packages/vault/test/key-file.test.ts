import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import { keyFromBytes, memoryDataKeys, openKeyFile } from '@connform/vault'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { codeOf, loadedVault, place } from './support/vaults.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connform-key-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const modeOf = (path: string) => statSync(path).mode & 0o777

it('makes the file at the first use, for this user alone, in a folder for this user alone', () => {
  const path = join(folder, 'data', 'deep', 'key')
  const first = openKeyFile(path)
  expect([first.created, first.path]).toEqual([true, path])
  expect([modeOf(path), modeOf(join(folder, 'data')), modeOf(join(folder, 'data', 'deep'))]).toEqual([
    0o600, 0o700, 0o700,
  ])
  expect(readFileSync(path, 'latin1')).toMatch(/^[\w-]{43}\n$/)
  expect(readdirSync(join(folder, 'data', 'deep'))).toEqual(['key'])
})

it('reads the same key ever after, the one that stands in the file', async () => {
  const path = join(folder, 'key')
  const first = openKeyFile(path)
  const dataKeys = memoryDataKeys()
  const token = (await loadedVault({ keyEncryptionKey: first.key, dataKeys })).seal(place, 'text')
  const second = openKeyFile(path)
  expect([second.created, second.key.id]).toEqual([false, first.key.id])
  expect((await loadedVault({ keyEncryptionKey: second.key, dataKeys })).open(place, token)).toBe('text')
  expect(keyFromBytes(readFileSync(path, 'latin1').trim()).id).toBe(first.key.id)
})

it('takes a line without its end and with white space behind it', () => {
  const key = randomBytes(32)
  for (const end of ['', '\n', '\r\n', ' \n\n']) {
    const path = join(folder, 'key')
    writeFileSync(path, key.toString('base64url') + end, { mode: 0o600 })
    expect(openKeyFile(path).key.id).toBe(keyFromBytes(key).id)
  }
})

it('follows a link to a key file', () => {
  const { key } = openKeyFile(join(folder, 'real'))
  symlinkSync('real', join(folder, 'link'))
  expect(openKeyFile(join(folder, 'link')).key.id).toBe(key.id)
})

it('makes none when told not to', async () => {
  expect(await codeOf(() => openKeyFile(join(folder, 'key'), { create: false }))).toBe('ERR_VAULT_KEY_FILE')
  expect(readdirSync(folder)).toEqual([])
})

it('refuses a file that others may read or write, and says what to run', () => {
  const path = join(folder, 'key')
  openKeyFile(path)
  for (const mode of [0o640, 0o620, 0o604, 0o602, 0o644, 0o666, 0o610]) {
    chmodSync(path, mode)
    expect(() => openKeyFile(path)).toThrow(
      expect.objectContaining({ code: 'ERR_VAULT_KEY_FILE', hint: `Run: chmod 600 ${path}` }),
    )
  }
  chmodSync(path, 0o400)
  expect(openKeyFile(path).created).toBe(false)
})

it('refuses what does not hold exactly one key, and leaves it as it is', async () => {
  const path = join(folder, 'key')
  const good = randomBytes(32).toString('base64url')
  const contents = [
    '',
    '\n',
    'canary-2b8e61',
    good.slice(1),
    `${good}A`,
    `${good}\n${good}\n`,
    ` ${good}`,
    `${good.slice(0, 42)}=`,
    `${'A'.repeat(42)}B`,
    randomBytes(32),
    randomBytes(32).toString('hex'),
    'A'.repeat(100_000),
    `{"kty":"oct","k":"${good}"}`,
  ]
  for (const content of contents) {
    writeFileSync(path, content, { mode: 0o600 })
    try {
      openKeyFile(path)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_FILE' })
      expect(inspect(error, { showHidden: true }) + JSON.stringify(error)).not.toMatch(/canary-2b8e61/)
      if (String(content).length > 40) expect(inspect(error)).not.toContain(String(content).trim().slice(0, 40))
    }
    expect(readFileSync(path)).toEqual(Buffer.from(content as string))
  }
})

it('refuses a folder, a link that leads nowhere, links in a circle, and a path through a file', async () => {
  mkdirSync(join(folder, 'folder'))
  symlinkSync('nowhere', join(folder, 'dangling'))
  symlinkSync('circle', join(folder, 'circle'))
  writeFileSync(join(folder, 'file'), '')
  for (const name of ['folder', 'dangling', 'circle', 'file/key']) {
    expect(await codeOf(() => openKeyFile(join(folder, name)))).toBe('ERR_VAULT_KEY_FILE')
  }
  expect(readdirSync(folder).sort()).toEqual(['circle', 'dangling', 'file', 'folder'])
})

it('gives all of many processes that start at once the same key', async () => {
  const path = join(folder, 'new', 'key')
  const vault = fileURLToPath(new URL('../src/index.ts', import.meta.url))
  const script = `
    import { openKeyFile } from ${JSON.stringify(vault)}
    const { key, created } = openKeyFile(${JSON.stringify(path)})
    console.log(key.id, created)`
  const run = () =>
    new Promise<string>((resolve, reject) => {
      const child = spawn(process.execPath, ['--conditions=@connform/source', '--input-type=module', '--eval', script])
      let output = ''
      child.stdout.on('data', (chunk) => {
        output += chunk
      })
      child.stderr.on('data', (chunk) => {
        output += chunk
      })
      child.on('error', reject).on('close', () => resolve(output.trim()))
    })
  const answers = (await Promise.all(Array.from({ length: 8 }, run))).map((answer) => answer.split(' '))
  expect(new Set(answers.map(([id]) => id))).toEqual(new Set([openKeyFile(path).key.id]))
  expect(answers.filter(([, created]) => created === 'true').length).toBe(1)
  expect(readdirSync(join(folder, 'new'))).toEqual(['key'])
})
