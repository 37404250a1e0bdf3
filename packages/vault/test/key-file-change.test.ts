import {
  chmodSync,
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
import { inspect } from 'node:util'
import {
  beginKeyFileChange,
  finishKeyFileChange,
  type KeyEncryptionKey,
  memoryDataKeys,
  openKeyFile,
  openKeyFiles,
  openVault,
} from '@connform/vault'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileDataKeys } from './support/file-data-keys.ts'
import { runScript } from './support/processes.ts'
import { codeOf, handClock, loadedVault, place } from './support/vaults.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connform-key-'))
  path = join(folder, 'key')
})
afterEach(() => rmSync(folder, { recursive: true }))

const ids = (keys: readonly KeyEncryptionKey[]) => keys.map(({ id }) => id).sort()

it('changes the key in steps, at each of which every key is found', () => {
  const before = openKeyFiles(path)
  expect([before.created, before.previous, readdirSync(folder)]).toEqual([true, [], ['key']])
  const change = beginKeyFileChange(path)
  expect([change.current.id, change.resumed]).toEqual([before.current.id, false])
  const during = openKeyFiles(path)
  expect([during.current.id, ids(during.previous)]).toEqual([before.current.id, [change.next.id]])
  finishKeyFileChange(change)
  const old = `key.${before.current.id}.old`
  expect(readdirSync(folder).sort()).toEqual(['key', old])
  const after = openKeyFiles(path)
  expect([after.created, after.current.id, ids(after.previous)]).toEqual([false, change.next.id, [before.current.id]])
  expect(ids(before.readAgain())).toEqual([before.current.id, change.next.id].sort())
  expect(openKeyFile(join(folder, old)).key.id).toBe(before.current.id)
  for (const name of readdirSync(folder)) {
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    const line = readFileSync(join(folder, name), 'latin1').trim()
    expect(inspect([before, change, during, after], { depth: 10, showHidden: true })).not.toContain(line)
  }
  finishKeyFileChange(change)
  expect(openKeyFiles(path).current.id).toBe(change.next.id)
})

it('goes on with the key of a change that was begun before, and keeps every key over many changes', () => {
  const first = openKeyFiles(path).current.id
  const begun = beginKeyFileChange(path)
  const resumed = beginKeyFileChange(path)
  expect([resumed.next.id, resumed.resumed]).toEqual([begun.next.id, true])
  finishKeyFileChange(resumed)
  const second = beginKeyFileChange(path)
  finishKeyFileChange(second)
  const { current, previous } = openKeyFiles(path)
  expect([current.id, ids(previous)]).toEqual([second.next.id, [first, begun.next.id].sort()])
})

it('does not put a key in place for a change that another one overtook', async () => {
  openKeyFiles(path)
  const slow = beginKeyFileChange(path)
  finishKeyFileChange(beginKeyFileChange(path))
  const other = beginKeyFileChange(path)
  finishKeyFileChange(slow)
  expect(openKeyFiles(path).current.id).toBe(slow.next.id)
  finishKeyFileChange(other)
  expect(await codeOf(() => finishKeyFileChange(slow))).toBe('ERR_VAULT_KEY_FILE')
  expect(openKeyFiles(path).current.id).toBe(other.next.id)
})

it('changes the file that a link leads to', () => {
  const { key: current } = openKeyFile(join(folder, 'real'))
  symlinkSync('real', path)
  const change = beginKeyFileChange(path)
  expect(ids(openKeyFiles(path).previous)).toEqual([change.next.id])
  finishKeyFileChange(change)
  expect(readdirSync(folder).sort()).toEqual(['key', 'real', `real.${current.id}.old`])
  expect(openKeyFiles(path).current.id).toBe(change.next.id)
})

it('makes no key where others of its keys are left, and changes none that is not there', async () => {
  expect(await codeOf(() => beginKeyFileChange(path))).toBe('ERR_VAULT_KEY_FILE')
  expect(readdirSync(folder)).toEqual([])
  openKeyFiles(path)
  beginKeyFileChange(path)
  const key = readFileSync(path)
  rmSync(path)
  expect(await codeOf(() => openKeyFiles(path))).toBe('ERR_VAULT_KEY_FILE')
  rmSync(`${path}.next`)
  expect(await codeOf(() => openKeyFiles(path))).toBe('ERR_VAULT_KEY_FILE')
  writeFileSync(path, key, { mode: 0o600 })
  expect(openKeyFiles(path).created).toBe(false)
})

it('refuses keys beside the file that others may read or that are none, and leaves alone what is not its own', async () => {
  const { current } = openKeyFiles(path)
  writeFileSync(`${path}.backup.old`, 'canary-e55b', { mode: 0o644 })
  writeFileSync(`${path}.old`, 'canary-e55b', { mode: 0o644 })
  expect(openKeyFiles(path).previous).toEqual([])
  finishKeyFileChange(beginKeyFileChange(path))
  beginKeyFileChange(path)
  for (const file of [`${path}.next`, `${path}.${current.id}.old`]) {
    const content = readFileSync(file)
    chmodSync(file, 0o640)
    expect(() => openKeyFiles(path)).toThrow(
      expect.objectContaining({ code: 'ERR_VAULT_KEY_FILE', hint: `Run: chmod 600 ${file}` }),
    )
    chmodSync(file, 0o600)
    rmSync(file)
    writeFileSync(file, 'canary-e55b', { mode: 0o600 })
    try {
      openKeyFiles(path)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_FILE' })
      expect(inspect(error, { showHidden: true })).not.toContain('canary-e55b')
    }
    rmSync(file)
    writeFileSync(file, content, { mode: 0o600 })
  }
  expect(openKeyFiles(path).previous.length).toBe(2)
})

it('lets a vault that was open all the time open what is wrapped by the new key, and others what it still wraps', async () => {
  const { clock, pass } = handClock()
  const dataKeys = memoryDataKeys()
  const opened = (files = openKeyFiles(path)) =>
    loadedVault({ keyEncryptionKey: files.current, previousKeyEncryptionKeys: files.readAgain, dataKeys, clock })
  const long = await opened()
  const first = long.seal(place, 'first')
  const change = beginKeyFileChange(path)
  const changing = openVault({ keyEncryptionKey: change.next, previousKeyEncryptionKeys: change.readAgain, dataKeys })
  expect(await changing.rewrap()).toEqual({ rewrapped: 1, failed: 0 })
  finishKeyFileChange(change)
  const young = await opened()
  await young.rotate('one')
  const second = young.seal(place, 'second')
  expect(await codeOf(() => long.open(place, second))).toBe('ERR_VAULT_KEY_UNKNOWN')
  await long.load('one')
  expect([long.open(place, first), long.open(place, second)]).toEqual(['first', 'second'])
  await long.rotate('one')
  const third = long.seal(place, 'third')
  pass(60_000)
  await young.load('one')
  expect([first, second, third].map((token) => young.open(place, token))).toEqual(['first', 'second', 'third'])
  expect(await young.rewrap()).toEqual({ rewrapped: 1, failed: 0 })
})

// Two processes for each of some thirty steps.
const killTimeoutMs = 120_000

it(
  'rotation killed half way: everything opens after a kill at any step, and running it again finishes',
  async () => {
    const dataFile = join(folder, 'data-keys.json')
    const tenants = ['one', 'two', 'three']
    const first = openKeyFiles(path).current
    writeFileSync(dataFile, '[]')
    const vault = openVault({ keyEncryptionKey: first, dataKeys: fileDataKeys(dataFile) })
    const tokens: [string, string][] = []
    for (const tenant of tenants) {
      for (let count = 0; count < 2; count += 1) {
        await vault.rotate(tenant)
        tokens.push([tenant, vault.seal({ ...place, tenant }, tenant)])
      }
    }
    const openAll = async (at: string, previous = true) => {
      const { current, previous: others } = openKeyFiles(join(at, 'key'), { create: false })
      const reader = openVault({
        keyEncryptionKey: current,
        previousKeyEncryptionKeys: previous ? others : [],
        dataKeys: fileDataKeys(join(at, 'data-keys.json')),
      })
      for (const [tenant, token] of tokens) {
        await reader.load(tenant)
        expect(reader.open({ ...place, tenant }, token)).toBe(tenant)
      }
    }
    const saved = [readFileSync(path), readFileSync(dataFile)] as const
    const killAt = async (step: number): Promise<boolean> => {
      const at = mkdtempSync(join(folder, 'run-'))
      const words = [join(at, 'key'), join(at, 'data-keys.json')] as const
      writeFileSync(words[0], saved[0], { mode: 0o600 })
      writeFileSync(words[1], saved[1])
      const killed = await runScript('change-key.ts', [...words, String(step)])
      if (killed.signal !== 'SIGKILL') expect(killed).toEqual({ code: 0, signal: null, output: '' })
      await openAll(at)
      // As if it had been run again; a change that was finished is not begun anew.
      if (openKeyFiles(words[0]).current.id === first.id) {
        const change = beginKeyFileChange(words[0])
        const again = openVault({
          keyEncryptionKey: change.next,
          previousKeyEncryptionKeys: change.readAgain,
          dataKeys: fileDataKeys(words[1]),
        })
        expect((await again.rewrap()).failed).toBe(0)
        finishKeyFileChange(change)
      }
      await openAll(at, false)
      const names = readdirSync(at).filter((name) => !/^\.key-|\.draft$/.test(name))
      expect(names.sort()).toEqual(['data-keys.json', 'key', `key.${first.id}.old`])
      return killed.signal === 'SIGKILL'
    }
    let killed = 0
    for (let step = 1; ; step += 2) {
      const results = await Promise.all([killAt(step), killAt(step + 1)])
      killed += results.filter(Boolean).length
      if (results.includes(false)) break
    }
    expect(killed).toBeGreaterThan(20)
  },
  killTimeoutMs,
)
