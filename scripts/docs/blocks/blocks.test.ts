import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox } from '../../../packages/sandbox/src/index.ts'
import { loadProgram } from '../command-table.ts'
import { type Block, collectBlocks } from './collect-blocks.ts'
import { notRun, reasonNotToRun } from './not-run.ts'
import { shellMistakes } from './shell-mistakes.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const run = promisify(execFile)
const blocks = collectBlocks(root)
const inLanguage = (...languages: string[]): Block[] => blocks.filter(({ language }) => languages.includes(language))
const named = (block: Block): [string, Block] => [`${block.file}:${block.line}`, block]

/** Where programs find what they import. */
const folder = join(root, 'examples', '.blocks')

/** What a fragment has from the text around it. */
const around: Readonly<Record<string, string>> = {
  connform: "import('connform').Connform",
  connectionId: 'string',
  id: 'string',
  input: 'unknown',
  signal: 'AbortSignal',
  file: "import('node:fs').WriteStream",
  createReadStream: "typeof import('node:fs').createReadStream",
}

const isCode = ({ language }: Block): boolean => language === 'ts' || language === 'js'
const programs = blocks.filter((block) => isCode(block) && reasonNotToRun(block) === undefined)

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('code in the pages', () => {
  test('every JSON block is JSON', () => {
    const broken = inLanguage('json').flatMap(({ file, line, text }) => {
      try {
        JSON.parse(text)
        return []
      } catch (error) {
        return [`${file}:${line} ${String(error)}`]
      }
    })
    expect(broken).toEqual([])
    expect(inLanguage('json').length).toBeGreaterThan(0)
  })

  test('every shell block uses commands, options and scripts that there are', async () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
    const { commands } = await loadProgram()
    const known = { commands, scripts: new Set(Object.keys(scripts)) }
    const mistakes = await Promise.all(
      inLanguage('sh', 'bash', 'console').map(async ({ file, line, text }) =>
        (await shellMistakes(text, known)).map((mistake) => `${file}:${line} ${mistake}`),
      ),
    )
    expect(mistakes.flat()).toEqual([])
    expect(
      await shellMistakes(
        'npm run -s connform -- setup begin x\nconnform list --colour red | cat\nnpm run docz',
        known,
      ),
    ).toEqual([
      'npm run -s connform -- setup begin x: setup has no action begin',
      'connform list --colour red: list has no option --colour',
      'npm run docz: there is no script docz',
    ])
  })

  test('every block of TypeScript holds against the published types', async () => {
    const paths = Object.fromEntries(
      ['server', 'vault'].map((name) => [`@connform/${name}`, [join(root, 'packages', name, 'dist', 'index.d.ts')]]),
    )
    const options = {
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions: {
        noEmit: true,
        lib: ['es2024', 'dom', 'dom.iterable'],
        types: ['node'],
        typeRoots: [join(root, 'node_modules', '@types')],
        allowJs: true,
        checkJs: true,
        customConditions: [],
        noUncheckedIndexedAccess: false,
        paths: {
          ...paths,
          '@connform/vault/*': [
            join(root, 'packages', 'vault', 'dist', '*', 'index.d.ts'),
            join(root, 'packages', 'vault', 'dist', '*.d.ts'),
          ],
        },
      },
      include: ['types'],
    }
    mkdirSync(join(folder, 'types'), { recursive: true })
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options))
    for (const [index, { text, language }] of inLanguage('ts', 'js').entries()) {
      const missing = Object.entries(around).filter(
        ([name]) =>
          new RegExp(`\\b${name}\\b`).test(text) &&
          !new RegExp(`(?:const|let|import) (?:\\{[^}]*)?\\b${name}\\b`).test(text),
      )
      const declared = missing.map(([name, type]) => (language === 'ts' ? `declare const ${name}: ${type}\n` : ''))
      writeFileSync(
        join(folder, 'types', `${index}.${language === 'ts' ? 'mts' : 'mjs'}`),
        `${declared.join('')}${text}\nexport {}\n`,
      )
    }
    const require = createRequire(join(root, 'package.json'))
    const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc')
    const { stdout } = await run(process.execPath, [tsc, '-p', folder]).catch((error: { stdout: string }) => error)
    expect(stdout).toBe('')
  })

  test.each(programs.map(named))('the program at %s runs, ends and tells no secret', async (_, { text }) => {
    const program = join(folder, `program-${blocks.findIndex((block) => block.text === text)}.mjs`)
    writeFileSync(program, text)
    const { stdout, stderr } = await run(process.execPath, [program], { cwd: folder })
    expect(stderr).toBe('')
    expect(stdout).not.toBe('')
    const sandbox = await startSandbox()
    const secrets = sandbox.stores.flatMap(({ tokens }) => tokens.map(({ accessToken }) => accessToken))
    await sandbox.close()
    expect(secrets.filter((secret) => stdout.includes(secret))).toEqual([])
  })

  test('every reason not to run a block is about one that there is', () => {
    const about = blocks.filter(isCode).map(reasonNotToRun)
    for (const { reason } of notRun) expect(about.filter((each) => each === reason)).toEqual([reason])
  })

  test('what is neither run nor checked is of a language that cannot be', () => {
    const others = new Set(blocks.map(({ language }) => language))
    // Output of programs, requests as they look, and what a person types into a database of their own.
    const shown = ['', 'http', 'sql', 'text']
    for (const known of ['json', 'sh', 'bash', 'console', 'ts', 'js', ...shown]) others.delete(known)
    expect([...others]).toEqual([])
  })
})
