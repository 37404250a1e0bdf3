import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SetupDocument } from '../../../packages/core/src/setup/setup-document.ts'
import type { Definition } from '../../../schemas/src/generated/definition.ts'
import { loadProgram } from '../command-table.ts'
import { cliPage } from './cli-page.ts'
import { definitionPage } from './definition-page.ts'
import { httpPage } from './http-page.ts'
import { openApiDocument } from './openapi-document.ts'
import { problemCodes } from './problem-codes.ts'
import { rewriteLinks } from './rewrite-links.ts'
import { writeSdkPages } from './sdk-pages.ts'
import { setupPage } from './setup-page.ts'
import { elsewhere, type WrittenPage } from './site-pages.ts'
import { troubleshootingPage } from './troubleshooting-page.ts'

const REPOSITORY = 'https://github.com/connform/connform/blob/main/'

/**
 * Writes every page of the site below a folder, which it empties first: those written by hand, with their links made right,
 * and those that are generated from definitions, setups, the command line, the HTTP API and the types of the SDK.
 */
export async function writeSite(root: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(join(root, 'docs', 'images'), join(folder, 'images'), { recursive: true })
  const write = (page: string, text: string): void => {
    mkdirSync(dirname(join(folder, page)), { recursive: true })
    writeFileSync(join(folder, page), text)
  }
  const definitions = readAll<Definition>(root, 'schemas/definitions')
  const setups = readAll<SetupDocument>(root, 'schemas/setups')
  const written = [...pagesOf(root), ...elsewhere]
  const targets = {
    pages: new Map(written.map(({ source, page }) => [source, page])),
    exists: (path: string) => existsSync(join(root, path)),
    repositoryUrl: REPOSITORY,
  }
  for (const page of written) {
    const text = rewriteLinks(readFileSync(join(root, page.source), 'utf8'), page, targets)
    const setup = setups.find(({ id }) => page.page === `setups/${id}.md`)
    write(page.page, setup === undefined ? text : `${text}\n${setupPage(setup)}`)
  }
  for (const definition of definitions) write(`definitions/${definition.id}.md`, definitionPage(definition))
  write('troubleshooting.md', troubleshootingPage(definitions))
  write('cli.md', await cliPage(await loadProgram()))
  write('http.md', httpPage(await openApiDocument(), problemCodes))
  await writeSdkPages(root, join(folder, 'sdk'))
}

/** Everything below `docs` that is written by hand and has no other name in the site. */
function pagesOf(root: string): WrittenPage[] {
  const others = new Set(elsewhere.map(({ source }) => source))
  return readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md') && !path.startsWith('.') && !path.includes('node_modules'))
    .map((path) => ({ source: `docs/${path}`, page: path }))
    .filter(({ source }) => !others.has(source))
    .sort((one, other) => one.page.localeCompare(other.page))
}

function readAll<T>(root: string, folder: string): T[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(root, folder, name), 'utf8')) as T)
}
