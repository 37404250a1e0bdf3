import type { Connection } from 'connform'
import { GOOD } from './accounts.ts'
import type { OpenedConsole } from './open-console.ts'

export const REST = 'bigcommerce-rest'
export const GRAPHQL = 'bigcommerce-graphql'

/** Saves a connection past the pages, and answers with it. */
export async function connect(
  { connform }: OpenedConsole,
  definition: string,
  form: Readonly<Record<string, unknown>>,
): Promise<Connection> {
  const result = await connform.connections.create(definition, form)
  if (!result.ok) throw new Error(`Nothing was saved: ${result.issues.map(({ message }) => message).join(' ')}`)
  return result.connection
}

/** A form with the account of a store, as its owner would fill it in. */
export function tokenForm({ account }: OpenedConsole, name: string, label?: string): Record<string, unknown> {
  const { accessToken, clientId } = account.store(GOOD, label)
  return { name, authType: 'token', storeHash: GOOD, accessToken, clientId }
}

/** Saves a connection by Token that works. */
export const connectStore = (opened: OpenedConsole, name = 'Main store'): Promise<Connection> =>
  connect(opened, REST, tokenForm(opened, name))
