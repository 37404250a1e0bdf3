import type { Connection, Setup } from 'connform'
import { HttpProblem } from '../problems/http-problem.ts'

/**
 * The tag of a connection: its revision, by which edits are told apart, and a mark of all else that an answer shows
 * and no edit changes, such as its last test. RFC 9110 section 8.8.3
 */
export function connectionTag(connection: Connection): string {
  const { revision, status, lastTest, notices, definitionVersion, removedAt } = connection
  const rest = [status, lastTest?.testedAt, lastTest?.cause, definitionVersion, removedAt].join('\n')
  return `"${revision}-${markOf(notices.length === 0 ? rest : `${rest}\n${JSON.stringify(notices)}`)}"`
}

/** The tag of a setup: its revision, and a mark of all else that shows in it, such as the tests of its connections. */
export const setupTag = (setup: Setup): string => `"${setup.revision}-${markOf(JSON.stringify(setup))}"`

/** The tag of what changes by edits alone. */
export const revisionTag = ({ revision }: { readonly revision: number }): string => `"${revision}"`

/** True where a reader has the same already. */
export const hasSame = (header: string | undefined, tag: string): boolean =>
  header?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag) === true

/**
 * The revision that a change was made to: of `"3"`, or of a tag that was handed out; undefined where any will do.
 * Throws a problem for anything else.
 */
export function revisionIn(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined
  const revision = /^"(\d{1,15})(?:-[\da-z]+)?"$/.exec(header.trim())?.[1]
  if (revision !== undefined) return Number(revision)
  throw new HttpProblem('invalid_request', {
    detail: 'If-Match has to be the ETag of one answer, such as "3", or *.',
    headers: {},
  })
}

/** FNV-1a, 32 bits: tells states of one thing apart, and guards nothing. http://www.isthe.com/chongo/tech/comp/fnv/ */
function markOf(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0).toString(36)
}
