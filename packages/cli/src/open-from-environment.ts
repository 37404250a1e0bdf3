import { userInfo } from 'node:os'
import { type Connform, openConnform } from 'connform'
import type { Environment } from './environment.ts'
import type { Terminal } from './output/terminal.ts'

/** A command seals a handful of secrets at most; what it sets aside beyond that is lost to the key. */
const SEALS_PER_LEASE = 64

/** Opens the data folder that the environment names; says so when a key was made, because it must be backed up. */
export async function openFromEnvironment(environment: Environment, terminal: Terminal): Promise<Connform> {
  const { database, keyFile, hosts } = environment
  const connform = await openConnform({
    database,
    keys: { file: keyFile, sealsPerLease: SEALS_PER_LEASE },
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
