import { nearest, type SetupDocument } from '@connform/core'
import { UsageError } from '../usage-error.ts'

/** The slot that is meant; it need not be named where there is one alone. */
export function slotWord({ slots }: Pick<SetupDocument, 'slots'>, word: string | undefined): string {
  const known = Object.keys(slots)
  const [only, ...others] = known
  if (word === undefined && only !== undefined && others.length === 0) return only
  if (word !== undefined && known.includes(word)) return word
  const meant = word === undefined ? undefined : nearest(word, known)
  throw new UsageError(
    word === undefined ? 'The setup has several slots.' : 'The setup has no such slot.',
    meant === undefined ? `Slots: ${known.join(', ')}.` : `Did you mean ${meant}?`,
  )
}
