import type { Connform } from 'connform'
import type { Command, CommandContext } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { UsageError } from '../usage-error.ts'

/** `tenants list`, `tenants remove ID`: whose connections are in this database. */
export const tenants: Command = async (context, call) => {
  const [action = 'list', id] = call.words
  const connform = await context.open()
  if (action === 'list') {
    const all = await everyTenant(connform)
    if (call.options.json) context.terminal.json({ tenants: all })
    else if (all.length === 0) context.terminal.err('No tenant has sealed anything yet.')
    else for (const tenant of all) context.terminal.out(tenant)
    return exitCode.done
  }
  if (action !== 'remove') {
    throw new UsageError(
      `tenants has no action ${JSON.stringify(action)}.`,
      'Use `tenants list` or `tenants remove ID`.',
    )
  }
  if (id === undefined) throw new UsageError('tenants remove needs the id of a tenant.', 'connform tenants list')
  if (call.options['yes'] !== true && !(await isSure(context, id))) return exitCode.refused
  const removed = await connform.tenants.remove(id, { signal: context.signal })
  if (call.options.json) context.terminal.json({ tenant: id, ...removed })
  else {
    const { connections, oauthClients, dataKeys } = removed
    context.terminal.out(
      `Removed ${id}: ${connections} connections, ${oauthClients} OAuth clients, ${dataKeys} data keys. No copy of its secrets opens any more.`,
    )
  }
  return exitCode.done
}

async function everyTenant({ tenants: all }: Connform): Promise<string[]> {
  const found: string[] = []
  let after: string | undefined
  do {
    const page = await all.list({ limit: 1000, ...(after === undefined ? {} : { after }) })
    found.push(...page.tenants)
    after = page.next
  } while (after !== undefined)
  return found
}

async function isSure({ terminal }: CommandContext, id: string): Promise<boolean> {
  if (!terminal.interactive) {
    throw new UsageError('Removing a tenant cannot be undone.', 'Say that you mean it with --yes.')
  }
  const { confirm } = await import('@clack/prompts')
  terminal.err('This deletes every connection, OAuth client and key of the tenant. It cannot be undone.')
  const sure = (await confirm({ message: `Remove ${id}?`, initialValue: false })) === true
  if (!sure) terminal.err('Kept.')
  return sure
}
