import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Definition } from '../../../schemas/src/generated/definition.ts'
import { commandNames, loadProgram } from '../command-table.ts'
import { fieldNames } from './definition-page.ts'
import { routeHeading } from './http-page.ts'
import { openApiDocument } from './openapi-document.ts'
import { rewriteLinks } from './rewrite-links.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const built = join(root, 'docs', '.vitepress', 'dist')
const site = join(root, 'docs', '.site')
const page = (name: string): string => readFileSync(join(site, name), 'utf8')
const idsIn = (folder: string): string[] =>
  readdirSync(join(root, 'schemas', folder)).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []))

describe('the documentation site', () => {
  beforeAll(async () => {
    const build = join(import.meta.dirname, 'build-site.ts')
    // A dead link ends the build, and this with it.
    await promisify(execFile)(process.execPath, [build], { cwd: root, maxBuffer: 16 * 1024 * 1024 })
  }, 300_000)

  test('builds, with a page for every definition and every one of its fields', () => {
    for (const id of idsIn('definitions')) {
      expect(existsSync(join(built, 'definitions', `${id}.html`))).toBe(true)
      const definition = JSON.parse(
        readFileSync(join(root, 'schemas', 'definitions', `${id}.json`), 'utf8'),
      ) as Definition
      const text = page(`definitions/${id}.md`)
      expect(fieldNames(definition).filter((name) => !text.includes(`| \`${name}\` |`))).toEqual([])
    }
  })

  test('has a page for every setup, beside what its page says', () => {
    for (const id of idsIn('setups')) {
      expect(existsSync(join(built, 'setups', `${id}.html`))).toBe(true)
      const text = page(`setups/${id}.md`)
      expect(text).toContain('| the page says | here it is |')
      expect(text).toContain('## In the document')
    }
  })

  test('tells of every command, every route and the public interface', async () => {
    const cli = page('cli.md')
    expect((await commandNames(await loadProgram())).filter((name) => !cli.includes(`\n## ${name}\n`))).toEqual([])
    expect(cli).toContain('Usage: connform')
    const http = page('http.md')
    const { paths } = await openApiDocument()
    const routes = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => routeHeading(method, path)),
    )
    expect(routes.length).toBeGreaterThan(40)
    expect(routes.filter((route) => !http.includes(`### \`${route}\``))).toEqual([])
    for (const name of [
      'functions/openConnform',
      'interfaces/Connform',
      'interfaces/Setups',
      'interfaces/Connections',
    ]) {
      expect(existsSync(join(built, 'sdk', `${name}.html`))).toBe(true)
    }
  })

  test('has troubleshooting for every cause but ok', () => {
    const text = page('troubleshooting.md')
    const causes = [...page('causes.md').matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, cause]) => cause)
    expect(causes.length).toBeGreaterThan(10)
    expect(causes.filter((cause) => !text.includes(`\n## ${cause}\n`))).toEqual([])
  })
})

describe('a link of a page', () => {
  const targets = {
    pages: new Map([
      ['docs/a.md', 'a.md'],
      ['schemas/README.md', 'schemas.md'],
    ]),
    exists: (path: string) => path === 'schemas/definition.schema.json' || path === 'docs/images/x.png',
    repositoryUrl: 'https://example.com/',
  }
  const rewrite = (text: string) => rewriteLinks(text, { source: 'docs/setups/b.md', page: 'setups/b.md' }, targets)

  test('leads to the page, to the repository, or stays where it is an image, an anchor or an address', () => {
    expect(rewrite('[a](../a.md#b) [s](../../schemas/README.md)')).toBe('[a](../a.md#b) [s](../schemas.md)')
    expect(rewrite('[d](../../schemas/definition.schema.json)')).toBe(
      '[d](https://example.com/schemas/definition.schema.json)',
    )
    const same = '![x](../images/x.png) [b](#b) [w](https://w.example)'
    expect(rewrite(same)).toBe(same)
  })

  test('that leads nowhere ends the build', () => {
    expect(() => rewrite('[a](c.md)')).toThrow('docs/setups/b.md links to c.md, which is not there.')
  })
})
