import type { Sandbox } from '../../packages/sandbox/src/index.ts'
import type { Connform } from '../../packages/sdk/src/index.ts'

/** Ids of what a picture is of. */
export interface DemoConnections {
  readonly production: string
  /** By an auth type that ends. */
  readonly ending: string
}

/** Sets the time that the connections are made and looked at. */
export type SetTime = (moment: string) => void

/** While storefront tokens could still be made for servers. */
const BEFORE_THE_END = '2026-06-30T12:00:00Z'

/** Fills a connform with a few connections to the sandbox, each in another state. */
export async function makeDemoConnections(
  connform: Connform,
  sandbox: Sandbox,
  setTime: SetTime,
): Promise<DemoConnections> {
  const [store, other] = sandbox.stores
  const [pim] = sandbox.pims
  if (store === undefined || other === undefined || pim === undefined) throw new Error('The sandbox is empty.')
  const tokenForm = (name: string, { hash, tokens } = store, account = 0) => {
    const { accessToken, clientId } = tokens[account] ?? { accessToken: '', clientId: '' }
    return { name, authType: 'token', storeHash: hash, accessToken, clientId }
  }
  const create = async (definition: string, form: object): Promise<string> => {
    const result = await connform.connections.create(definition, form)
    if (!result.ok) throw new Error(`${result.issues[0]?.message}`)
    return result.connection.id
  }

  setTime(BEFORE_THE_END)
  const accessToken = sandbox.issueStorefrontToken({ hash: store.hash, issuedAt: new Date(BEFORE_THE_END) })
  const subdomain = store.subdomain ?? `store-${store.hash}`
  const storefront = { name: 'EU storefront', authType: 'token', subdomain, storeHash: store.hash, accessToken }
  const ending = await create('bigcommerce-graphql', storefront)

  setTime('2026-11-23T16:05:00Z')
  const { host, clientId, clientSecret, username, password } = pim
  await create('akeneo-pim', {
    name: 'Product data',
    url: `https://${host}`,
    clientId,
    clientSecret,
    username,
    password,
  })
  const old = await create('bigcommerce-rest', tokenForm('Old sandbox', other, 1))
  await connform.connections.setStatus(old, 'inactive')

  setTime('2026-11-24T09:12:00Z')
  const outlet = await create('bigcommerce-rest', tokenForm('Outlet store', other))
  sandbox.revoke(other.tokens[0]?.accessToken ?? '')
  await connform.connections.test(outlet)

  setTime('2026-11-24T09:28:00Z')
  const production = await create('bigcommerce-rest', tokenForm('Production store'))
  await connform.access.createKey({ name: 'Order import', role: 'editor', expiresAt: '2027-02-22' })
  await connform.access.createKey({ name: 'Status page', role: 'viewer' })
  setTime('2026-11-24T09:30:00Z')
  return { production, ending }
}
