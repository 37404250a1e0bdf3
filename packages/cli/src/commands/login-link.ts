import type { Role } from 'connform'
import { type Command, type CommandCall, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { openFromEnvironment } from '../open-from-environment.ts'
import { demoPlace } from '../serve/demo-place.ts'
import { makeLoginLink, untilWords } from '../serve/login-link.ts'
import { DEFAULT_URL, readBaseUrl } from '../serve/serve-options.ts'
import { UsageError } from '../usage-error.ts'

const roles: readonly Role[] = Object.freeze(['viewer', 'editor', 'admin'])

/** Prints a link that logs its first visitor in to the console of a server on the same database. */
export const loginLink: Command = async (context, call) => {
  const { terminal, environment } = context
  const role = roleOption(call)
  const tenant = textOption(call, 'tenant')
  const url = readBaseUrl('url', textOption(call, 'url') ?? DEFAULT_URL)
  const demo = call.options['demo'] === true
  const connform = demo ? await openFromEnvironment(demoPlace(environment), terminal) : await context.open()
  try {
    const scoped = tenant === undefined ? connform : connform.tenant(tenant)
    const { link, expiresAt } = await makeLoginLink(scoped, { url, role, allTenants: tenant === undefined })
    if (call.options.json) terminal.jsonLines([{ loginLink: link, loginExpiresAt: expiresAt }])
    else {
      terminal.out(link)
      terminal.err(`It works once, ${untilWords(expiresAt)}.`)
    }
    return exitCode.done
  } finally {
    if (demo) await connform.close()
  }
}

function roleOption(call: CommandCall): Role {
  const text = textOption(call, 'role') ?? 'admin'
  const role = roles.find((one) => one === text)
  if (role !== undefined) return role
  throw new UsageError(`There is no role ${JSON.stringify(text)}.`, `Possible values: ${roles.join(', ')}.`)
}
