import { nearest } from '@connform/core'
import type { OAuthClient, OAuthClientResult } from 'connform'
import { type Command, type CommandCall, type CommandContext, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { readJson } from '../input/read-input.ts'
import { describeIssues } from '../output/issues.ts'
import { type Column, renderTable } from '../output/table.ts'
import type { Terminal } from '../output/terminal.ts'
import { UsageError } from '../usage-error.ts'
import { nobodyToAsk } from './nobody-to-ask.ts'

const columns: readonly Column<OAuthClient>[] = [
  { title: 'NAME', of: (_, { name }) => name },
  { title: 'ID', of: (_, { id }) => id },
  { title: 'KIND', of: (_, { definition }) => definition },
  { title: 'CLIENT ID', of: (_, { clientId }) => clientId },
]

/** What can be done with OAuth clients, by the word after `oauth-client`. */
const actions: Readonly<Record<string, Command>> = Object.freeze({
  add: async (context, call) => {
    const definition = secondWord(call, 'the kind it is for, such as bigcommerce-rest')
    const input = await valuesOf(context, call)
    if (input === undefined) return exitCode.refused
    const { oauthClients } = await context.open()
    return report(context.terminal, await oauthClients.create(definition, input), call)
  },
  list: async ({ terminal, open }, call) => {
    const { oauthClients } = await open()
    const clients = await oauthClients.list(call.words[1])
    if (call.options.json) terminal.json({ clients })
    else if (clients.length === 0)
      terminal.err('No OAuth clients yet. Add one with: connform oauth-client add bigcommerce-rest')
    else terminal.out(renderTable(terminal, columns, clients))
    return exitCode.done
  },
  edit: async (context, call) => {
    const id = secondWord(call, 'its id')
    const patch = await valuesOf(context, call)
    if (patch === undefined) return exitCode.refused
    const { oauthClients } = await context.open()
    return report(context.terminal, await oauthClients.update(id, patch), call)
  },
  remove: async ({ terminal, open }, call) => {
    const id = secondWord(call, 'its id')
    const { oauthClients } = await open()
    await oauthClients.remove(id)
    if (call.options.json) terminal.json({ removed: id })
    else terminal.out('Removed the OAuth client.')
    return exitCode.done
  },
})

/** `oauth-client add|list|edit|remove`: a client ID and secret, saved once, chosen in many connections. */
export const oauthClient: Command = (context, call) => {
  const word = call.words[0] ?? 'list'
  const action = Object.hasOwn(actions, word) ? actions[word] : undefined
  if (action !== undefined) return action(context, call)
  const meant = nearest(word, Object.keys(actions))
  const hint = meant === undefined ? `Possible ones: ${Object.keys(actions).join(', ')}.` : `Did you mean ${meant}?`
  throw new UsageError('oauth-client has no such action.', hint)
}

function secondWord(call: CommandCall, what: string): string {
  const word = call.words[1]
  if (word !== undefined) return word
  throw new UsageError(`oauth-client ${call.words[0]} needs ${what}.`)
}

/** The fields from a file, or asked for; a secret is never an argument. Undefined where the person leaves. */
async function valuesOf(context: CommandContext, call: CommandCall): Promise<unknown> {
  const file = textOption(call, 'values')
  if (file !== undefined) return readJson(file)
  if (!context.terminal.interactive || call.options.json) throw nobodyToAsk('fields')
  const { oauthClients } = await context.open()
  const saved = call.words[0] === 'edit' ? await oauthClients.get(secondWord(call, 'its id')) : undefined
  const { askForClient } = await import('../dialogue/client-dialogue.ts')
  return askForClient(context.signal, saved)
}

function report(terminal: Terminal, result: OAuthClientResult, call: CommandCall): number {
  if (call.options.json) terminal.json(result)
  else {
    for (const line of describeIssues(terminal, result.issues)) terminal.out(line)
    terminal.out(
      result.ok
        ? `${terminal.style('green', '✓')} Saved ${terminal.style('bold', result.client.name)}  ${result.client.id}`
        : 'Nothing was saved.',
    )
  }
  return result.ok ? exitCode.done : exitCode.notGood
}
