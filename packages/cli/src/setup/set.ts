import type { Connform } from 'connform'
import {
  type Command,
  type CommandCall,
  type CommandContext,
  listOption,
  requiredWord,
  textOption,
} from '../command.ts'
import { nobodyToAsk } from '../commands/nobody-to-ask.ts'
import { exitCode } from '../exit-code.ts'
import { UsageError } from '../usage-error.ts'
import { nextSteps, wordFor } from './next-steps.ts'
import { readChoices } from './read-choices.ts'
import { reportResult } from './report-result.ts'
import { findStarted, type Started } from './started.ts'

/** Saves settings and mappings: as written, from a file, or by asking for each. */
export const set: Command = async (context, call) => {
  const { terminal } = context
  const [, ...words] = call.words
  const pairs = words.filter((word) => word !== undefined)
  const file = textOption(call, 'values')
  const byAsking = pairs.length === 0 && file === undefined
  if (byAsking && (!terminal.interactive || call.options.json)) throw nobodyToAsk('choices')
  const { readJson } = await import('../input/read-input.ts')
  const given = file === undefined ? {} : await readJson(file)
  const connform = await context.open()
  const started = await findStarted(connform.setups, requiredWord(call, 0))
  if (byAsking) return setByAsking(context, call, { connform, started })

  const { id, document } = started
  const section = textOption(call, 'section')
  // What is no object is told of as that, where nothing is written beside it.
  const choices = readChoices(document, pairs)
  const patch = pairs.length === 0 ? given : { ...(given as object), ...choices }
  const { makeGuarded } = await import('./ask-guard.ts')
  const change = {
    confirmed: listOption(call, 'confirm'),
    mayAsk: terminal.interactive && call.options.json !== true && file !== '-',
    make: (confirm: readonly string[]) =>
      connform.setups.save(id, patch, { confirm, ...(section === undefined ? {} : { section }) }),
  }
  const result = await makeGuarded(change, { document, terminal })
  if (result === undefined) {
    terminal.err('Kept as it was.')
    return exitCode.refused
  }
  const options = [
    ...(file === undefined ? [] : ['--values', file]),
    ...(section === undefined ? [] : ['--section', section]),
  ]
  const code = reportResult(terminal, result, call, {
    document,
    command: ['set', wordFor(document, id), ...pairs, ...options],
  })
  if (result.ok) await sayNext(context, call, { connform, started })
  return code
}

interface Setting {
  readonly connform: Connform
  readonly started: Started
}

async function sayNext({ terminal }: CommandContext, call: CommandCall, { connform, started }: Setting): Promise<void> {
  if (call.options.json) return
  const status = await connform.setups.status(started.id)
  for (const line of nextSteps(started.document, status)) terminal.err(line)
}

async function setByAsking(context: CommandContext, call: CommandCall, setting: Setting): Promise<number> {
  const { terminal, signal } = context
  const { connform, started } = setting
  const sections = sectionsToAsk(started, textOption(call, 'section'))
  const { inConversation } = await import('../dialogue/conversation.ts')
  const { walkSections } = await import('./walk-sections.ts')
  const opening = {
    title: started.status.setup.name,
    note: 'Ctrl-C stops; each section is saved as a whole.',
    stopped: () => 'Stopped. What was saved before stays.',
  }
  return inConversation(context, opening, async (keyboard) => {
    await walkSections({ connform, terminal, keyboard, signal }, started, sections)
    await sayNext(context, call, setting)
    return exitCode.done
  })
}

function sectionsToAsk({ document }: Started, word: string | undefined): Started['document']['sections'] {
  const choosing = document.sections.filter(({ fields, mappings }) => fields !== undefined || mappings !== undefined)
  const sections = word === undefined ? choosing : choosing.filter(({ id }) => id === word)
  if (sections.length > 0) return sections
  const known = choosing.map(({ id }) => id).join(', ') || 'none'
  throw new UsageError(
    word === undefined ? 'There is nothing to choose in this setup.' : 'The setup has no such section to choose in.',
    `Sections: ${known}.`,
  )
}
