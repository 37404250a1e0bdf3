import { readdirSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileCode, keyFileFailure } from './key-file-content.ts'
import { isKeyId } from './key-id.ts'

// The files of one key:
//
//   <file>            the key that wraps
//   <file>.next       its successor, while data keys are wrapped anew; it unwraps already
//   <file>.<id>.old   each key of before, by its id; it still unwraps

const NEXT = '.next'
const OLD = '.old'

/** Where the file really lies: a successor beside a link to it would be found by some and not by others. */
export function realKeyFile(path: string): string {
  const file = resolve(path)
  try {
    return realpathSync(file)
  } catch {
    // What does not exist has no other name; what is wrong with it otherwise shows when it is read.
    return file
  }
}

export function nextKeyFile(file: string): string {
  return file + NEXT
}

export function oldKeyFile(file: string, id: string): string {
  return `${file}.${id}${OLD}`
}

/** Every key of before that was kept. */
export function oldKeyFiles(file: string): string[] {
  const folder = dirname(file)
  const start = `${basename(file)}.`
  const isOld = (name: string) =>
    name.startsWith(start) && name.endsWith(OLD) && isKeyId(name.slice(start.length, -OLD.length))
  try {
    return readdirSync(folder)
      .filter(isOld)
      .sort()
      .map((name) => join(folder, name))
  } catch (error) {
    if (fileCode(error) === 'ENOENT') return []
    throw keyFileFailure(`The folder ${folder} cannot be read (${fileCode(error)}).`)
  }
}
