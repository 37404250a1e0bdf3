import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A fenced block of code. */
export interface Block {
  readonly file: string
  /** Of its first line. */
  readonly line: number
  readonly language: string
  readonly text: string
}

/** Pages outside of `docs` that show code. */
const others = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'schemas/README.md', 'examples/README.md']

/** Every block of every page that is written by hand. */
export function collectBlocks(root: string): Block[] {
  const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md') && !/\/(\.|node_modules)/.test(path))
  return [...others, ...pages.sort()].flatMap((file) => blocksOf(file, readFileSync(join(root, file), 'utf8')))
}

function blocksOf(file: string, markdown: string): Block[] {
  const blocks: Block[] = []
  let open: { line: number; language: string; lines: string[] } | undefined
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^```(\w*)/.exec(line)
    if (open !== undefined && line.startsWith('```')) {
      blocks.push({ file, line: open.line, language: open.language, text: `${open.lines.join('\n')}\n` })
      open = undefined
    } else if (open !== undefined) open.lines.push(line)
    else if (fence !== null) open = { line: index + 2, language: fence[1] ?? '', lines: [] }
  }
  return blocks
}
