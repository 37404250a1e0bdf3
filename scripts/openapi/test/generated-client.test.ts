import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startSandbox } from '@connform/sandbox'
import { createServer } from '@connform/server'
import { openConnform } from 'connform'
import { expect, onTestFinished, test } from 'vitest'
import { generateClient } from '../generate-client.ts'

const run = promisify(execFile)
const place = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

test('a generated client compiles, makes, tests, edits and removes a connection, and goes through a setup', {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'connform-openapi-'))
  const sandbox = await startSandbox()
  const connform = await openConnform({
    database: `sqlite:${join(folder, 'connform.db')}`,
    keys: { file: join(folder, 'connform.key') },
    hosts: sandbox.hosts,
  })
  const lines: string[] = []
  const server = createServer(connform, { logger: { level: 'trace', stream: { write: (line) => lines.push(line) } } })
  onTestFinished(async () => {
    await server.close()
    await connform.close()
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  })
  const url = await server.listen()

  const made = await connform.access.createKey({ name: 'Script', role: 'editor' })
  if (!made.ok) throw new Error('No key was made.')
  const apiKey = made.secret.reveal()
  const store = sandbox.stores.find(({ hash }) => hash === 'ci4bzn8adz')
  const { accessToken = '', clientId = '' } = store?.tokens[0] ?? {}
  const input = { name: 'Production', authType: 'token', storeHash: store?.hash, accessToken, clientId }

  const document = await (await fetch(`${url}/openapi.json`)).text()
  await writeFile(join(folder, 'openapi.json'), document)
  await generateClient(join(folder, 'openapi.json'), join(folder, 'client'))
  for (const file of files) await copyFile(place(`../${file}`), join(folder, file))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(compilation))
  const compiled = await run(process.execPath, [compiler, '-p', folder]).catch(({ stdout }) => ({ stdout }))
  expect(compiled.stdout).toBe('')

  const pim = sandbox.pims.find(({ host }) => host === 'pim.example.com')
  const { clientSecret = '', password = '' } = pim ?? {}
  const values = {
    url: 'https://pim.example.com',
    clientId: pim?.clientId,
    clientSecret,
    username: pim?.username,
    password,
  }
  const script = run(process.execPath, [join(folder, 'script.ts'), `${url}/api/v1`])
  script.child.stdin?.end(JSON.stringify({ apiKey, input, values }))
  const { stdout, stderr } = await script
  expect(stdout.trim().split('\n')).toEqual([
    'created Production at revision 1, test: ok',
    'repeated: the same',
    'tested: ok, 0 scopes missing',
    'renamed to Renamed at revision 2',
    'stale edit: 412 precondition_failed',
    'incomplete edit: storeHash',
    'removed, restorable: true',
    'left: 0',
    'documents: akeneo-app, akeneo-connector-v1, celigo-graphql, celigo-rest, unopim',
    'started Shop at revision 1, test: ok',
    'form of pim: password is set',
    'next: store',
    'currencies of channel ecommerce: EUR, USD',
    'chosen: en_US',
    'stale choice: 412 precondition_failed',
    'closed section: storefront gate_closed',
    'reset: 0 settings',
    'left: 0',
  ])
  expect(stderr).toBe('')

  const written = (await readdir(folder, { withFileTypes: true, recursive: true })).filter((file) => file.isFile())
  const texts = await Promise.all(written.map((file) => readFile(join(file.parentPath, file.name), 'latin1')))
  const everything = [stdout, stderr, document, lines.join(''), ...texts].join('\n')
  for (const secret of [apiKey, accessToken, clientSecret, password]) expect(everything).not.toContain(secret)
})

/** What is run with the client: the first, which the others belong to. */
const files = ['script.ts', 'answered.ts', 'go-through-setup.ts']

/** The compiler that this repository is built with. */
const compiler = place('../../../node_modules/typescript/bin/tsc')

const compilation = {
  compilerOptions: {
    noEmit: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    target: 'es2024',
    lib: ['es2024', 'dom', 'dom.iterable'],
    module: 'nodenext',
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    typeRoots: [place('../node_modules/@types')],
    types: ['node'],
  },
  include: [...files, 'client'],
}
