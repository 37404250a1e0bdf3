import type { ConnformOptions, Setup, SetupResult } from 'connform'
import { bench } from './bench.ts'
import { accountOf, GOOD, pimForm } from './forms.ts'

/** The setup of an act that must have worked. */
export function setupIn(result: SetupResult): Setup {
  if (!result.ok) throw new Error(`Nothing was saved: ${JSON.stringify(result.issues)}`)
  return result.setup
}

/** A connform on a bench of its own, and what fills the slots of the built-in setups. */
export async function setupBench(options: Partial<ConnformOptions> = {}) {
  const { clock } = options
  const at = await bench(clock === undefined ? {} : { clock })
  const connform = await at.open(options)
  const { name: _, ...pim } = pimForm(at.sandbox)
  const storeForm = (hash = GOOD, label = '') => {
    const { accessToken, clientId } = accountOf(at.sandbox, hash, label)
    return { accessToken, clientId, storeHash: hash }
  }
  /** The form of a credential with a label, an address, a client secret and a status. */
  const labelledForm = (name: string, hash = GOOD) => ({
    ...storeForm(hash),
    name,
    storeHash: `https://api.bigcommerce.com/stores/${hash}/`,
    clientSecret: accountOf(at.sandbox, hash).clientSecret,
  })
  const connectionCount = async () => (await connform.connections.list()).connections.length
  return { ...at, connform, setups: connform.setups, pim, storeForm, labelledForm, connectionCount }
}
