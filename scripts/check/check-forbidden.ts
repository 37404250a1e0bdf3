// Without this check a second door to the network, to the keys, to the database or to the environment could open
// unseen, and a provider's name could grow into the parts that must not know any provider.
import { importsOf } from './imports.ts'
import type { Problem } from './problem.ts'
import { readText, trackedFiles } from './tracked-files.ts'
import { readPackages, type SourceFile } from './workspace.ts'

/** Modules that one package alone may import, with their subpaths. */
const modulesWithOneHome: Readonly<Record<string, string>> = {
  got: 'transport',
  'simple-oauth2': 'transport',
  'node:sqlite': 'storage',
  pg: 'storage',
  tweetnacl: 'vault',
  'node:crypto': 'vault',
  crypto: 'vault',
  react: 'console',
  'react-dom': 'console',
  'node:process': 'cli',
  process: 'cli',
}

/** Words that only these packages may hold. */
const wordsWithOneHome: readonly { readonly word: RegExp; readonly home: string }[] = [
  { word: /\bprocess\.env\b/, home: 'cli' },
  { word: /\bprocess\.exit\b/, home: 'cli' },
]

/** Words that these packages must not hold. */
const foreignWords: readonly { readonly word: RegExp; readonly packages: ReadonlySet<string> }[] = [
  {
    word: /bigcommerce|akeneo/i,
    packages: new Set(['core', 'vault', 'transport', 'storage', 'sdk', 'server']),
  },
]

/** Words that no file of the repository may hold: paths of one machine, hosts of a package registry. */
const wordsNowhere: readonly RegExp[] = [
  /(?<![\w./:-])\/(work|home|root|Users|farm)\//,
  /\.\.\/shared\b/,
  /\bregistry\.[a-z]+\.(org|com)\b/,
]

/** Checks published sources against the tables above, and every file against the last. */
export function checkForbidden(root: string): readonly Problem[] {
  const sources = readPackages(root).flatMap(({ id, sources: all }) =>
    all
      .filter(({ published }) => published)
      .flatMap((source) => [...moduleProblems(id, source), ...wordProblems(id, source)]),
  )
  return [...sources, ...trackedFiles(root).flatMap((path) => problemsAnywhere(root, path))]
}

function moduleProblems(id: string, source: SourceFile): readonly Problem[] {
  return importsOf(source.text).flatMap(({ specifier, line }) => {
    const found = Object.entries(modulesWithOneHome).find(
      ([name]) => specifier === name || specifier.startsWith(`${name}/`),
    )
    if (found === undefined || found[1] === id || isImitation(id, found[1])) return []
    return [{ where: `${source.path}:${line}`, what: `imports ${specifier}, which only ${found[1]} may` }]
  })
}

/** The sandbox signs tokens as a provider would, with keys of its own; no secret of a user ever gets there. */
const isImitation = (id: string, home: string): boolean => id === 'sandbox' && home === 'vault'

function wordProblems(id: string, source: SourceFile): readonly Problem[] {
  const kept = wordsWithOneHome.filter(({ home }) => home !== id)
  const foreign = foreignWords.filter(({ packages }) => packages.has(id))
  return [...kept, ...foreign].flatMap(({ word }) => occurrences(source.path, source.text, word))
}

function problemsAnywhere(root: string, path: string): readonly Problem[] {
  const text = readText(root, path)
  return text === undefined ? [] : wordsNowhere.flatMap((word) => occurrences(path, text, word))
}

function occurrences(path: string, text: string, word: RegExp): readonly Problem[] {
  return text.split('\n').flatMap((line, index) => {
    const found = word.exec(line)
    return found ? [{ where: `${path}:${index + 1}`, what: `holds "${found[0]}", which does not belong there` }] : []
  })
}
