import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { bench } from './support/bench.ts'

/** A folder as a build makes it. */
async function builtConsole(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'connform-console-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>connform</title>')
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'export {}')
  return folder
}

const asPage = { accept: 'text/html,application/xhtml+xml' }

test('every address that a browser opens answers the page, under a policy without anything inline', async () => {
  const { anybody } = await bench({ server: { consoleFolder: await builtConsole() } })
  for (const path of ['//', '//connections', '//connections/1/edit', '//login']) {
    const page = await anybody().get(path, asPage)
    expect(page.status, path).toBe(200)
    expect(page.text).toContain('<title>connform</title>')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("connect-src 'self'")
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups')
    expect(page.headers.get('strict-transport-security')).toBeNull()
  }
  const script = await anybody().get('//assets/main-1a2b.js')
  expect(script.headers.get('cache-control')).toContain('immutable')
})

test.each(['br', 'gzip'])(
  'a file that lies compressed beside itself goes out in %s to who takes that',
  async (coding) => {
    const consoleFolder = await builtConsole()
    const script = `console.log(${JSON.stringify('connform '.repeat(500))})`
    const file = join(consoleFolder, 'assets', 'main-1a2b.js')
    await writeFile(file, script)
    await writeFile(`${file}.br`, brotliCompressSync(script))
    await writeFile(`${file}.gz`, gzipSync(script))
    const { anybody } = await bench({ server: { consoleFolder } })
    const compressed = await anybody().get('//assets/main-1a2b.js', { 'accept-encoding': coding })
    expect(compressed.headers.get('content-encoding')).toBe(coding)
    expect(compressed.headers.get('content-type')).toContain('javascript')
    expect(compressed.headers.get('cache-control')).toContain('immutable')
    expect(compressed.headers.get('vary')?.toLowerCase()).toContain('accept-encoding')
    expect(Number(compressed.headers.get('content-length'))).toBeLessThan(200)
    expect(compressed.text).toBe(script)
    const plain = await anybody().get('//assets/main-1a2b.js', { 'accept-encoding': 'identity' })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(plain.text).toBe(script)
  },
)

test('what is of the API, or asked for by a program, is no page', async () => {
  const { anybody } = await bench({ server: { consoleFolder: await builtConsole() } })
  expect((await anybody().get('/nothing', asPage)).body).toMatchObject({ status: 404 })
  expect((await anybody().get('//assets/gone.js')).body).toMatchObject({ status: 404 })
  expect((await anybody().send('POST', '//connections', { headers: asPage })).status).toBe(404)
  expect((await anybody().get('//..%2f..%2fetc%2fpasswd')).text).not.toContain('root:')
})
