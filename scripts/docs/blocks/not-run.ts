import type { Block } from './collect-blocks.ts'

interface NotRun {
  readonly file: string
  /** What the block says and no other of its page. */
  readonly says: string
  readonly reason: string
}

/** Blocks of code that hold against the types, but cannot run by themselves. All others are run. */
export const notRun: readonly NotRun[] = Object.freeze([
  { file: 'schemas/README.md', says: 'validate(input)', reason: 'Checks an input of the reader.' },
  { file: 'docs/grants.md', says: 'client.entries(', reason: 'Goes on with a connection of the reader.' },
  { file: 'docs/http-api.md', says: 'server.listen(', reason: 'Serves until it is stopped.' },
  { file: 'docs/operating.md', says: 'awsKmsKey(', reason: 'Needs a key management service and a database.' },
  { file: 'docs/proxy.md', says: 'createReadStream(', reason: 'Sends a file of the reader.' },
  { file: 'docs/quick-start.md', says: 'const [saved] =', reason: 'Goes on with the connection of the block before.' },
])

/** Why a block is not run; undefined where it is. */
export const reasonNotToRun = ({ file, text }: Block): string | undefined =>
  notRun.find((row) => row.file === file && text.includes(row.says))?.reason
