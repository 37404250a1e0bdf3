import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Path → content; what is not text is written as JSON. */
export type Tree = Readonly<Record<string, unknown>>

/** A git repository in a temporary folder that holds these files; removed with the test. Gives its path. */
export function plant(tree: Tree): string {
  const root = mkdtempSync(join(tmpdir(), 'connform-tree-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  execFileSync('git', ['init', '--quiet', root])
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    const text = typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content)
    writeFileSync(join(root, path), text)
  }
  return root
}

/** The package.json of a package of ours, with what it needs from the others. */
export function packageJson(
  id: string,
  dependencies: readonly string[] = [],
  developmentDependencies: readonly string[] = [],
) {
  const needs = (ids: readonly string[]) => Object.fromEntries(ids.map((other) => [nameOf(other), 'workspace:^']))
  return { name: nameOf(id), dependencies: needs(dependencies), devDependencies: needs(developmentDependencies) }
}

function nameOf(id: string): string {
  return id === 'sdk' ? 'connform' : `@connform/${id}`
}
