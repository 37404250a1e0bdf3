import { describe, expect, test } from 'vitest'
import { commands } from '../src/commands.ts'
import { makeHome } from './support/home.ts'

const names = commands.map(({ usage }) => usage.split(' ')[0] ?? '')

/** A secret on the command line would stand in the shell's history and in the list of processes. */
const secretWords = /token|secret|password|passphrase/i

test('every summary is short enough for the list of commands', () => {
  expect(commands.filter(({ summary }) => summary.length > 48)).toEqual([])
})

test('the help lists every command, each on one line of at most 80 columns', async () => {
  const { run } = await makeHome()
  const { code, stdout, stderr } = await run(['--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const lines = stdout.split('\n')
  expect(lines.filter((line) => line.length > 80)).toEqual([])
  for (const { usage, summary } of commands) {
    expect(lines.find((line) => line.startsWith(`  ${usage} `))?.endsWith(`  ${summary}`)).toBe(true)
  }
})

describe.each(names)('%s --help', (name) => {
  test('shows how it is used, with an example, within 80 columns', async () => {
    const { run } = await makeHome()
    const { code, stdout, stderr } = await run([name, '--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(new RegExp(`^Usage: connform ${name} `))
    expect(stdout).toMatch(new RegExp(`\nExample:\n  \\$ connform ${name}\\b`))
    expect(stdout).toContain('--json')
    // An example is there to be copied, so it is not broken.
    const prose = stdout.split('\n').filter((line) => !line.startsWith('  $ '))
    expect(prose.filter((line) => line.length > 80)).toEqual([])
  })

  test('asks for no secret on the command line', () => {
    const { usage, options = [] } = commands[names.indexOf(name)] ?? { usage: '' }
    const words = [usage, ...options.map(([flags]) => flags)]
    expect(words.filter((word) => secretWords.test(word))).toEqual([])
  })
})

test('the version is that of the package', async () => {
  const { run } = await makeHome()
  const { stdout } = await run(['--version'])
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

describe('wrong usage is said in plain words and ends with 2', () => {
  test.each([
    { words: [], says: 'Usage: connform' },
    { words: ['lst'], says: 'Did you mean list?' },
    { words: ['frobnicate'], says: "unknown command 'frobnicate'" },
    { words: ['list', '--stauts', 'active'], says: 'Did you mean --status?' },
    { words: ['show'], says: "missing required argument 'id'" },
    { words: ['list', 'more'], says: 'too many arguments' },
    { words: ['list', '--status', 'broken'], says: 'Possible values: active, inactive, failing' },
    { words: ['list', '--limit', '0'], says: '1 to 1000' },
    { words: ['list', '--limit', 'ten'], says: '1 to 1000' },
    { words: ['list', '--cursor', 'x'], says: 'cursor' },
    { words: ['connect', 'bigcommerce-rest'], says: '--values FILE' },
    { words: ['connect', 'bigcommerce-rest', '--verify', 'maybe'], says: 'required, report, skip' },
    { words: ['edit', 'id', '--revision', 'x'], says: '--revision must be a number' },
    { words: ['schema', 'bigcommerce-rest', '--for', 'vue'], says: 'form, union, rjsf, jsonforms, edit, types' },
    { words: ['schema', 'bigcommerce-rest', '--for', 'edit'], says: 'oauth2, basic, token' },
    { words: ['definitions', 'shwo'], says: 'Did you mean show?' },
    { words: ['definitions', 'show'], says: 'definitions show bigcommerce-rest' },
    { words: ['keys', 'spin'], says: 'Actions: status, rotate, sweep' },
    { words: ['sandbox', '--port', '70000'], says: '0 to 65535' },
    { words: ['oauth-client', 'ad'], says: 'Did you mean add?' },
    { words: ['oauth-client', 'add'], says: 'such as bigcommerce-rest' },
    { words: ['oauth-client', 'edit'], says: 'needs its id' },
    { words: ['oauth-client', 'add', 'bigcommerce-rest'], says: '--values FILE' },
    { words: ['api-key', 'crate'], says: 'Did you mean create?' },
    { words: ['api-key', 'create'], says: 'needs a name' },
    { words: ['api-key', 'create', 'Job'], says: '--role viewer, --role editor, --role admin' },
    { words: ['api-key', 'create', 'Job', '--role', 'owner'], says: 'needs a role' },
    { words: ['api-key', 'revoke'], says: 'needs the id of a key' },
    { words: ['authorize', 'id', '--port', '70000'], says: '0 to 65535' },
    { words: ['authorize', 'id', '--timeout', '601'], says: '0 to 600' },
    { words: ['authorize', 'id', '--timeout', 'soon'], says: '0 to 600' },
    { words: ['reauthorize', 'id'], says: '--values FILE' },
    { words: ['request', 'id', 'GET'], says: "missing required argument 'path'" },
    { words: ['graphql', 'id'], says: "missing required argument 'query'" },
  ])('$words', async ({ words, says }) => {
    const { run } = await makeHome()
    const { code, stdout, stderr } = await run(words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(says)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  test('a CONNFORM_HOSTS that is no list', async () => {
    const { run } = await makeHome({ CONNFORM_HOSTS: 'api.example.com' })
    const { code, stderr } = await run(['list'])
    expect(code).toBe(2)
    expect(stderr).toContain('host=URL')
  })
})

test.each(['validate', 'connect', 'schema'])(
  '%s suggests the definition that was meant, and ends with 3',
  async (name) => {
    const { run } = await makeHome()
    const { code, stderr } = await run([name, 'bigcomerce-rest'], { input: '{}' })
    expect(code).toBe(3)
    expect(stderr).toBe('connform: There is no definition "bigcomerce-rest".\n  Did you mean bigcommerce-rest?\n')
  },
)
