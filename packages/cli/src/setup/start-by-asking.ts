import { log } from '@clack/prompts'
import type { Connform, SetupDocument } from 'connform'
import type { CommandContext } from '../command.ts'
import { inConversation } from '../dialogue/conversation.ts'
import { fitPrompt } from '../dialogue/fit-prompt.ts'
import type { Keyboard } from '../dialogue/keyboard.ts'
import { exitCode } from '../exit-code.ts'
import { askSlot, type Talk } from './ask-slot.ts'
import { startsConnected } from './fill-setup.ts'
import { nextSteps } from './next-steps.ts'
import { describeResult } from './report-result.ts'
import { introduce, walkSections } from './walk-sections.ts'

interface Starting {
  readonly document: SetupDocument
  readonly name: string | undefined
}

/** Starts a setup and goes through its sections with the person at the terminal. */
export async function startByAsking(context: CommandContext, connform: Connform, starting: Starting): Promise<number> {
  const { terminal, signal } = context
  const { document } = starting
  let id: string | undefined
  const opening = {
    title: document.title,
    note: `${document.description}\nEnter ? for help. Ctrl-C stops. A connection is tested before it is saved.`,
    stopped: () =>
      id === undefined
        ? 'Stopped. Nothing was saved.'
        : `Stopped. What was saved before stays; see how far it is: connform setup status ${id}`,
  }
  return inConversation(context, opening, async (keyboard: Keyboard) => {
    const talk = { connform, terminal, keyboard, signal }
    const begun = await begin(talk, starting)
    id = begun.id
    await walkSections(talk, { id, document }, begun.rest, { again: false })
    const status = await connform.setups.status(id)
    terminal.out(`${terminal.style('green', '✓')} ${terminal.style('bold', status.setup.name)}  ${id}`)
    for (const line of nextSteps(document, status)) terminal.err(line)
    return exitCode.done
  })
}

interface Begun {
  readonly id: string
  readonly rest: SetupDocument['sections']
}

async function begin(talk: Talk, { document, name }: Starting): Promise<Begun> {
  const { setups } = talk.connform
  const { sections } = document
  const named = name === undefined ? {} : { name }
  const first = sections.find(({ slot }) => slot !== undefined)
  if (startsConnected(document) && first?.slot !== undefined) {
    const { slot } = first
    introduce(talk, first)
    const result = await askSlot(talk, {
      document,
      slot,
      name: name ?? document.title,
      connection: null,
      save: (input, { signal, onStep }) =>
        setups.start(document.id, {
          ...named,
          connect: { slot, input },
          ...(signal === undefined ? {} : { signal }),
          ...(onStep === undefined ? {} : { onStep }),
        }),
    })
    log.success(fitPrompt(describeResult(talk.terminal, result, { document, slot }).join('\n'), talk.terminal))
    return { id: result.setup.id, rest: sections.filter((section) => section !== first) }
  }
  const [there] = document.instances === 'one' ? await setups.list({ document: document.id }) : []
  if (there !== undefined) {
    log.message('It was started before, and goes on here.')
    return { id: there.id, rest: sections }
  }
  const started = await setups.start(document.id, named)
  if (!started.ok) throw new Error('A setup that connects nothing yet was refused.')
  return { id: started.setup.id, rest: sections }
}
