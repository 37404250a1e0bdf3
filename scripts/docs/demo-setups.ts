import type { Sandbox } from '../../packages/sandbox/src/index.ts'
import type { Connform } from '../../packages/sdk/src/index.ts'

/** Ids of what a picture is of. */
export interface DemoSetups {
  /** Connected, and not chosen to its end. */
  readonly app: string
}

/** Starts a few setups of the sandbox's systems. */
export async function makeDemoSetups({ setups }: Connform, { stores, pims }: Sandbox): Promise<DemoSetups> {
  const [store, other] = stores
  const [pim] = pims
  if (store === undefined || other === undefined || pim === undefined) throw new Error('The sandbox is empty.')
  const accountOf = ({ hash, tokens }: typeof store) => {
    const { accessToken, clientId, clientSecret } = tokens[0] ?? { accessToken: '', clientId: '', clientSecret: '' }
    return { storeHash: hash, accessToken, clientId, clientSecret }
  }
  const start = async (document: string, slot: string, input: object): Promise<string> => {
    const result = await setups.start(document, { connect: { slot, input } })
    if (!result.ok) throw new Error(`${result.issues[0]?.message}`)
    return result.setup.id
  }

  const { clientSecret: _, ...storeForm } = accountOf(store)
  const { host, clientId, clientSecret, username, password } = pim
  const app = await start('akeneo-app', 'pim', { url: `https://${host}`, clientId, clientSecret, username, password })
  await setups.connect(app, 'store', storeForm)
  await setups.save(app, { channel: 'ecommerce', locale: 'en_US', currency: 'USD' })
  await start('unopim', 'store', { name: 'Production Store', ...accountOf(store) })
  const idle = { name: 'Outlet', ...accountOf(store), status: 'inactive' }
  await start('unopim', 'store', idle)
  return { app }
}
