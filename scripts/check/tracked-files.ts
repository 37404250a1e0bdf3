import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files git keeps or would keep, as paths from the root with `/` between folders; deleted ones left out. */
export function trackedFiles(root: string): readonly string[] {
  const words = ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const listed = execFileSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path))).sort()
}

/** The text of a file, or undefined where it is binary. */
export function readText(root: string, path: string): string | undefined {
  const text = readFileSync(join(root, path), 'utf8')
  return text.includes('\0') ? undefined : text
}
