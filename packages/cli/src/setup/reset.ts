import { nearest, type ResetKind } from '@connform/core'
import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { UsageError } from '../usage-error.ts'
import { makeSure } from './make-sure.ts'
import { nextSteps, wordFor } from './next-steps.ts'
import { findStarted, type Started } from './started.ts'

/** Forgets what a reset forgets, after saying so. */
export const reset: Command = async (context, call) => {
  const { terminal } = context
  const { setups } = await context.open()
  const { id, document, status } = await findStarted(setups, requiredWord(call, 0))
  const kind = resetKind(document, requiredWord(call, 1))
  const { title, text } = document.resets[kind] ?? { title: kind, text: '' }
  const sure = await makeSure(context, call, {
    text: `${title}: ${text}`,
    question: `Reset ${status.setup.name}?`,
    command: ['reset', wordFor(document, id), kind],
  })
  if (!sure) return exitCode.refused
  const setup = await setups.reset(id, kind)
  if (call.options.json) terminal.json(setup)
  else {
    terminal.out(`${terminal.style('green', '✓')} Reset ${terminal.style('bold', setup.name)}: ${title}`)
    for (const line of nextSteps(document, await setups.status(id))) terminal.err(line)
  }
  return exitCode.done
}

function resetKind({ resets }: Started['document'], word: string): ResetKind {
  const known = Object.keys(resets)
  if (known.includes(word)) return word as ResetKind
  const meant = nearest(word, known)
  throw new UsageError(
    'This setup has no such reset.',
    meant === undefined ? `Resets: ${known.join(', ') || 'none'}.` : `Did you mean ${meant}?`,
  )
}
