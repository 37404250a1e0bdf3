import { UsageError } from '../usage-error.ts'

const reasons: Readonly<Record<string, string>> = Object.freeze({
  ENOENT: 'does not exist',
  EISDIR: 'is a directory, not a file',
  EACCES: 'may not be read by you',
  ENOTDIR: 'does not exist: part of its path is a file',
  ELOOP: 'is a link that leads to itself',
  ENAMETOOLONG: 'has too long a name',
})

/** The operating system's refusal in plain words. */
export function whyUnreadable(file: string, error: unknown): UsageError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
  return new UsageError(`${file} ${reasons[code] ?? `cannot be read (${code})`}.`)
}
