import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { setupActions } from '../src/commands/setup.ts'
import { makeHome } from './support/home.ts'

const UNKNOWN = '0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e'

const documentFile = (id: string): string =>
  fileURLToPath(new URL(`../../../schemas/setups/${id}.json`, import.meta.url))

describe.each(setupActions.map(({ usage }) => usage.split(' ')[0] ?? ''))('setup %s --help', (name) => {
  test('shows how it is used, with an example, within 80 columns', async () => {
    const { run } = await makeHome()
    const { code, stdout, stderr } = await run(['setup', name, '--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(new RegExp(`^Usage: connform setup ${name} `))
    expect(stdout).toMatch(new RegExp(`\nExample:\n  \\$ connform setup ${name}\\b`))
    expect(stdout).toContain('--json')
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.startsWith('  $ '))).toEqual([])
  })
})

test('the help of setup lists each action on one line', async () => {
  const { run } = await makeHome()
  const { stdout } = await run(['setup', '--help'])
  const lines = stdout.split('\n')
  for (const { usage, summary } of setupActions) {
    expect(lines.find((line) => line.startsWith(`  ${usage} `))?.endsWith(`  ${summary}`)).toBe(true)
  }
})

describe('wrong usage is said in plain words', () => {
  test.each([
    { words: [], code: 2, says: 'Usage: connform setup' },
    { words: ['strat'], code: 2, says: 'Did you mean start?' },
    { words: ['start'], code: 2, says: "missing required argument 'document'" },
    { words: ['start', 'unpim'], code: 3, says: 'Did you mean unopim?' },
    { words: ['show', 'unpim'], code: 3, says: 'Did you mean unopim?' },
    { words: ['list', 'unpim'], code: 3, says: 'Did you mean unopim?' },
    { words: ['list', '--status', 'broken'], code: 2, says: 'Possible values: active, inactive, failing' },
    { words: ['list', '--sort', 'colour'], code: 2, says: 'Possible values: name, address' },
    { words: ['status', 'unopim'], code: 3, says: 'connform setup start unopim' },
    { words: ['status', UNKNOWN], code: 3, says: 'There is no setup' },
    { words: ['remove', UNKNOWN, '--yes'], code: 3, says: 'There is no setup' },
    { words: ['set', 'unopim'], code: 2, says: '--values FILE' },
    { words: ['connect', 'unopim'], code: 2, says: '--values FILE' },
    { words: ['connect', 'unopim', 'store', '--values', '-', '--connection', 'x'], code: 2, says: 'not both' },
  ])('$words', async ({ words, code, says }) => {
    const { run } = await makeHome()
    const result = await run(['setup', ...words])
    expect(result).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(says) })
  })

  test.each([
    { words: ['set', 'akeneo-app', 'locale'], says: 'NAME=VALUE' },
    { words: ['set', 'akeneo-app', '--values', '-', '--section', 'colour'], says: 'Sections: pim, store' },
    { words: ['connect', 'akeneo-app', '--values', '-'], says: 'Slots: pim, store.' },
    { words: ['test', 'akeneo-app', 'stroe'], says: 'Did you mean store?' },
    { words: ['test', 'akeneo-app', 'store'], says: 'is not connected yet' },
    { words: ['reset', 'akeneo-app', 'keep-stroe'], says: 'Did you mean keep-store?' },
  ])('of a started one: $words', async ({ words, says }) => {
    const { run } = await makeHome()
    await run(['setup', 'start', 'akeneo-app'])
    const result = await run(['setup', ...words], { input: '{}' })
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(says) })
  })

  test.each([
    { values: [], says: 'are an object' },
    { values: { slot: {} }, says: 'besides slots and settings' },
    { values: { slots: { stroe: {} } }, says: 'Did you mean store?' },
    { values: { slots: [] }, says: 'slots must be an object' },
  ])('of values to start with: $values', async ({ values, says }) => {
    const { run } = await makeHome()
    const result = await run(['setup', 'start', 'unopim', '--values', '-'], { input: JSON.stringify(values) })
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(says) })
  })
})

test('a document that can be started once is refused the second time', async () => {
  const { run } = await makeHome()
  expect((await run(['setup', 'start', 'akeneo-app', '--name', 'Ours'])).stdout).toContain('✓ Started Ours')
  expect(await run(['setup', 'start', 'akeneo-app'])).toMatchObject({
    code: 4,
    stdout: '',
    stderr: expect.stringContaining('was started already'),
  })
})

test('without a started one, list shows what can be started; documents and show need no data folder', async () => {
  const { run, json } = await makeHome()
  expect((await run(['setup', 'documents'])).stderr).toBe('')
  const listed = await run(['setup', 'list'])
  expect(listed.stdout).toMatch(/^unopim +UnoPim BigCommerce credentials +any number +store$/m)
  expect(listed.stderr).toContain('No setup was started yet.')
  expect(await json(['setup', 'list'])).toEqual({ setups: [] })
  const document = JSON.parse(await readFile(documentFile('akeneo-app'), 'utf8'))
  expect(await json(['setup', 'show', 'akeneo-app'])).toMatchObject(document)
  const { stdout } = await run(['setup', 'show', 'akeneo-app'])
  expect(stdout).toContain(document.removal)
  expect(stdout).toContain('mainCategory  Main category (required, from pim.categories)')
})

describe('lint takes setup documents, too', () => {
  test.each(['akeneo-app', 'unopim'])('%s has no mistake', async (id) => {
    const { json, run } = await makeHome()
    expect(await json(['lint', documentFile(id)])).toEqual({ valid: true, issues: [] })
    expect((await run(['lint', documentFile(id)])).stdout).toMatch(/ is a setup document\.\n$/)
  })

  test('a mistake is named, and ends with 1', async () => {
    const { json, write } = await makeHome()
    const document = JSON.parse(await readFile(documentFile('unopim'), 'utf8'))
    const [first] = document.sections
    await write('mine.json', JSON.stringify({ ...document, sections: [{ ...first, slot: 'shop' }] }))
    expect(await json(['lint', 'mine.json'], { code: 1 })).toMatchObject({ valid: false })
  })
})
