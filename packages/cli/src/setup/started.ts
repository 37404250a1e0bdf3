import { ConnformError } from '@connform/core'
import type { SetupDocument, SetupStatus, Setups } from 'connform'
import { UsageError } from '../usage-error.ts'

export interface Started {
  readonly id: string
  readonly document: SetupDocument
  readonly status: SetupStatus
}

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i

/** The setup that a word means: an id, or that of a document of which one alone was started. */
export async function findStarted(setups: Setups, word: string): Promise<Started> {
  const id = await idOfStarted(setups, word)
  const status = await setups.status(id)
  return { id, status, document: setups.documents.get(status.setup.document) }
}

/** Throws `ERR_SETUP_UNKNOWN`, `ERR_SETUP_NOT_FOUND` and, where several are meant, `UsageError`. */
export async function idOfStarted(setups: Setups, word: string): Promise<string> {
  if (ID.test(word)) return word
  const { id: document, title } = setups.documents.get(word)
  const [first, ...others] = await setups.list({ document })
  if (first === undefined) {
    throw new ConnformError('ERR_SETUP_NOT_FOUND', `${title} was not started yet.`, `connform setup start ${document}`)
  }
  if (others.length === 0) return first.id
  throw new UsageError(
    `There are ${others.length + 1} setups of ${title}.`,
    `Say which by its id; they are listed with: connform setup list ${document}`,
  )
}
