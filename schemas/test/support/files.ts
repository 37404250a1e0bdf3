import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder `schemas`. Not through `new URL`, which a browser environment resolves against its own origin. */
export const home = join(import.meta.dirname, '../..')

export function readText(path: string): string {
  return readFileSync(join(home, path), 'utf8')
}

export function readJson<T = unknown>(path: string): T {
  return JSON.parse(readText(path)) as T
}

/** The JSON files of a folder: name without `.json` → content. */
export function readFolder<T = unknown>(folder: string): [string, T][] {
  return readdirSync(join(home, folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => [name.slice(0, -'.json'.length), readJson<T>(`${folder}/${name}`)])
}
