import type { Connform, SetupResult } from 'connform'
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
import { reportResult } from './report-result.ts'
import { slotWord } from './slot-word.ts'
import { findStarted, type Started } from './started.ts'

/** Connects a slot: from a file, with a connection that is there, or by asking for each field. */
export const connect: Command = async (context, call) => {
  const { terminal, signal } = context
  const file = textOption(call, 'values')
  const connection = textOption(call, 'connection')
  if (file !== undefined && connection !== undefined) {
    throw new UsageError('A slot takes --values or --connection, not both.')
  }
  if (file === undefined && connection === undefined && (!terminal.interactive || call.options.json)) {
    throw nobodyToAsk('fields')
  }
  const { readJson } = await import('../input/read-input.ts')
  const input = file === undefined ? undefined : await readJson(file)
  const connform = await context.open()
  const started = await findStarted(connform.setups, requiredWord(call, 0))
  const slot = slotWord(started.document, call.words[1])
  const { id, document } = started
  if (file === undefined && connection === undefined) return connectByAsking(context, call, { connform, started, slot })

  const { makeGuarded } = await import('./ask-guard.ts')
  const make = (confirm: readonly string[]): Promise<SetupResult> =>
    connection === undefined
      ? connform.setups.connect(id, slot, input, { confirm, signal })
      : connform.setups.use(id, slot, connection, { confirm, signal })
  const mayAsk = terminal.interactive && call.options.json !== true && file !== '-'
  const change = { confirmed: listOption(call, 'confirm'), make, mayAsk }
  const result = await makeGuarded(change, { document, terminal })
  if (result === undefined) {
    terminal.err('Kept as it was.')
    return exitCode.refused
  }
  const how = file === undefined ? ['--connection', connection ?? ''] : ['--values', file]
  return finish(context, call, { connform, started, slot }, result, how)
}

interface Connecting {
  readonly connform: Connform
  readonly started: Started
  readonly slot: string
}

async function connectByAsking(context: CommandContext, call: CommandCall, connecting: Connecting): Promise<number> {
  const { terminal, signal } = context
  const { connform, started, slot } = connecting
  const { id, document, status } = started
  const { inConversation } = await import('../dialogue/conversation.ts')
  const { askSlot } = await import('./ask-slot.ts')
  const opening = {
    title: `${status.setup.name}: ${document.slots[slot]?.title}`,
    note: 'Enter ? for help. Ctrl-C stops. Nothing is saved before the test.',
    stopped: () => 'Stopped. Nothing was saved.',
  }
  return inConversation(context, opening, async (keyboard) => {
    const result = await askSlot(
      { connform, terminal, keyboard, signal },
      {
        document,
        slot,
        name: status.setup.name,
        connection: status.setup.slots[slot]?.connection ?? null,
        confirmed: listOption(call, 'confirm'),
        save: (input, options) => connform.setups.connect(id, slot, input, options),
      },
    )
    return finish(context, call, connecting, result, [])
  })
}

async function finish(
  { terminal }: CommandContext,
  call: CommandCall,
  { connform, started, slot }: Connecting,
  result: SetupResult,
  how: readonly string[],
): Promise<number> {
  const { id, document } = started
  const code = reportResult(terminal, result, call, {
    document,
    slot,
    command: ['connect', wordFor(document, id), slot, ...how],
  })
  if (result.ok && !call.options.json) {
    for (const line of nextSteps(document, await connform.setups.status(id))) terminal.err(line)
  }
  return code
}
