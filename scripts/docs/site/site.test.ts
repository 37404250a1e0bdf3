import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { bringAxe, violations } from '../../../packages/cli/test/console/support/axe.ts'
import { inChromium } from '../../../packages/cli/test/console/support/in-chromium.ts'
import type { Definition } from '../../../schemas/src/generated/definition.ts'
import { commandNames, loadProgram } from '../command-table.ts'
import { fieldNames } from './definition-page.ts'
import { routeHeading } from './http-page.ts'
import { openApiDocument } from './openapi-document.ts'
import { rewriteLinks } from './rewrite-links.ts'
import { serveBuilt } from './serve-built.ts'

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

  test('says what every body of a request holds, and every code of a problem', async () => {
    const http = page('http.md')
    const startsSetup = http.split('\n### ').find((section) => section.startsWith('`POST /setups`'))
    expect(startsSetup).toContain('\nBody: ')
    expect(startsSetup).toContain('| `document` | string | yes |')
    expect(http).toContain('| 404 | `ERR_SETUP_NOT_FOUND` |')
    expect(http).toContain('| 421 | `wrong_host` |')
  })

  inChromium('in a browser', (browser) => {
    // A test for each page would start a browser's context for each.
    test.each([
      ['light', 360],
      ['dark', 1440],
    ] as const)(
      'has nothing that axe finds wrong, fits and asks no other host, in the %s theme at %i pixels',
      async (colorScheme, width) => {
        const served = await serveBuilt(built)
        onTestFinished(() => served.close())
        const context = await browser().newContext({
          colorScheme,
          viewport: { width, height: 900 },
          reducedMotion: 'reduce',
        })
        onTestFinished(() => context.close())
        await bringAxe(context)
        const tab = await context.newPage()
        const wrong: string[] = []
        tab.on('pageerror', ({ message }) => wrong.push(message))
        tab.on('request', (request) => {
          const address = request.url()
          if (!address.startsWith(served.url) && !address.startsWith('data:')) wrong.push(address)
        })
        for (const path of ['/', '/concepts', '/definitions/bigcommerce-rest', '/setups/akeneo-app', '/console']) {
          await tab.goto(`${served.url}${path}`, { waitUntil: 'networkidle' })
          expect({ path, found: await violations(tab) }).toEqual({ path, found: [] })
          const tooWide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
          expect({ path, tooWide: Math.max(0, tooWide) }).toEqual({ path, tooWide: 0 })
        }
        expect(wrong).toEqual([])
      },
    )
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
