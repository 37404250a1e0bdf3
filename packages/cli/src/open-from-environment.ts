import { userInfo } from 'node:os'
import { type Connform, openConnform } from 'connform'
import type { OpenOptions } from './command.ts'
import type { Environment } from './environment.ts'
import type { Terminal } from './output/terminal.ts'

/** Most commands seal a handful of secrets; what they set aside beyond that is lost to the key. */
const FEW_SEALS = 64
const MANY_SEALS = 65_536

/** Opens the data folder that the environment names; says so when a key was made, because it must be backed up. */
export async function openFromEnvironment(
  environment: Environment,
  terminal: Terminal,
  { sealsMany = false }: OpenOptions = {},
): Promise<Connform> {
  const { database, keyFile, hosts } = environment
  const connform = await openConnform({
    database,
    keys: { file: keyFile, sealsPerLease: sealsMany ? MANY_SEALS : FEW_SEALS },
    hosts,
    actor: `cli:${userName()}`,
  })
  const { keyEncryptionKey } = await connform.keys.status()
  if (keyEncryptionKey.created) {
    terminal.err(`A new key was made in ${keyFile}.`)
    terminal.err('  Back it up apart from the database: without it, no saved secret can be opened again.')
  }
  return connform
}

/** Who uses this machine. Some users of containers have no name. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown')
  }
}
