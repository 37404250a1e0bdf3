import { nearest } from '@connform/core'
import type { ApiKey, Role } from 'connform'
import { type Command, type CommandCall, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { describeIssues } from '../output/issues.ts'
import { type Column, renderTable } from '../output/table.ts'
import { UsageError } from '../usage-error.ts'

const roles: readonly Role[] = Object.freeze(['viewer', 'editor', 'admin'])

const day = (moment: string | null): string => moment?.slice(0, 10) ?? 'never'

const columns: readonly Column<ApiKey>[] = [
  { title: 'NAME', of: (_, { name }) => name },
  { title: 'ID', of: (_, { id }) => id },
  { title: 'KEY', of: (_, { prefix }) => `${prefix}…` },
  { title: 'ROLE', of: (_, { role }) => role },
  { title: 'STATE', of: ({ style }, key) => stateOf(key, style) },
  { title: 'EXPIRES', of: (_, { expiresAt }) => day(expiresAt) },
  { title: 'LAST USED', of: (_, { lastUsedAt }) => day(lastUsedAt) },
]

/** What can be done with API keys, by the word after `api-key`. */
const actions: Readonly<Record<string, Command>> = Object.freeze({
  create: async ({ terminal, open }, call) => {
    const name = secondWord(call, 'a name, for example what will use it')
    const role = roleOf(call)
    const expiresAt = textOption(call, 'expires')
    const { access } = await open()
    const result = await access.createKey({ name, role, ...(expiresAt === undefined ? {} : { expiresAt }) })
    if (!result.ok) {
      if (call.options.json) terminal.json(result)
      // Whoever takes what comes out for the key gets the key or nothing.
      else for (const line of [...describeIssues(terminal, result.issues), 'No key was made.']) terminal.err(line)
      return exitCode.notGood
    }
    const { apiKey, secret } = result
    if (call.options.json) {
      terminal.json({ ok: true, apiKey, secret: secret.reveal() })
      return exitCode.done
    }
    terminal.out(secret.reveal())
    terminal.err(`Made the API key ${apiKey.name} (${apiKey.role}, expires: ${day(apiKey.expiresAt)}).`)
    terminal.err('  It is shown this once: keep it where secrets are kept.')
    terminal.err(`  To take it back: connform api-key revoke ${apiKey.id}`)
    return exitCode.done
  },
  list: async ({ terminal, open }, call) => {
    const { access } = await open()
    const apiKeys = await access.listKeys()
    if (call.options.json) terminal.json({ apiKeys })
    else if (apiKeys.length === 0)
      terminal.err("No API keys yet. Make one with: connform api-key create 'Nightly job' --role editor")
    else terminal.out(renderTable(terminal, columns, apiKeys))
    return exitCode.done
  },
  revoke: async ({ terminal, open }, call) => {
    const id = secondWord(call, 'the id of a key; `api-key list` shows them')
    const { access } = await open()
    const apiKey = await access.revokeKey(id)
    if (call.options.json) terminal.json({ apiKey })
    else terminal.out(`Revoked the API key ${apiKey.name} (${apiKey.prefix}…).`)
    return exitCode.done
  },
})

/** `api-key create|list|revoke`: what lets programs use the HTTP API. */
export const apiKey: Command = (context, call) => {
  const word = call.words[0] ?? 'list'
  const action = Object.hasOwn(actions, word) ? actions[word] : undefined
  if (action !== undefined) return action(context, call)
  const meant = nearest(word, Object.keys(actions))
  const hint = meant === undefined ? `Possible ones: ${Object.keys(actions).join(', ')}.` : `Did you mean ${meant}?`
  throw new UsageError('api-key has no such action.', hint)
}

function secondWord(call: CommandCall, what: string): string {
  const word = call.words[1]
  if (word !== undefined) return word
  throw new UsageError(`api-key ${call.words[0]} needs ${what}.`)
}

function roleOf(call: CommandCall): Role {
  const role = roles.find((one) => one === textOption(call, 'role'))
  if (role !== undefined) return role
  throw new UsageError('An API key needs a role.', `Say what it may do: --role ${roles.join(', --role ')}.`)
}

function stateOf({ revokedAt, expiresAt }: ApiKey, style: Parameters<Column<ApiKey>['of']>[0]['style']): string {
  if (revokedAt !== null) return style('dim', 'revoked')
  if (expiresAt !== null && Date.parse(expiresAt) < Date.now()) return style('dim', 'expired')
  return style('green', 'good')
}
