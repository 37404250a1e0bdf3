import { type AppFixture, type Sandbox, startSandbox } from '@connform/sandbox'
import type { Connform } from 'connform'
import { ordinaryStore } from '../demo/stage.ts'
import type { Environment } from '../environment.ts'
import { openFromEnvironment } from '../open-from-environment.ts'
import type { Terminal } from '../output/terminal.ts'
import { demoPlace } from './demo-place.ts'

/** Apps of BigCommerce are registered for one kind of connection. */
const APP_KIND = 'bigcommerce-rest'

/** What a person types into the first form: credentials of the sandbox, which open nothing else. */
export interface DemoFacts {
  /** Where the sandbox answers, and shows its OAuth pages. */
  readonly sandbox: string
  readonly apiPath: string
  readonly storeHash: string
  readonly accessToken: string
  readonly clientId: string
  /** The app that its OAuth pages speak of; saved as an OAuth client of this name. */
  readonly app: { readonly name: string; readonly clientId: string; readonly clientSecret: string }
}

export interface Demo {
  readonly place: Environment
  readonly connform: Connform
  readonly facts: DemoFacts
  /** Tells the sandbox where its OAuth pages may send people back to, and saves its app as an OAuth client. */
  expectCallbackAt(redirectUri: string): Promise<void>
  close(): Promise<void>
}

/** Starts the sandbox in this process, and opens a data folder whose requests all go to it. */
export async function startDemo(environment: Environment, terminal: Terminal): Promise<Demo> {
  const sandbox = await startSandbox()
  try {
    const app = firstApp(sandbox)
    const place = demoPlace(environment, sandbox.hosts)
    // Of its key nobody needs a copy, so nothing is said of it.
    const quiet = { ...terminal, err: () => undefined }
    const connform = await openFromEnvironment(place, quiet, { sealsMany: true })
    return {
      place,
      connform,
      facts: factsOf(sandbox, app),
      expectCallbackAt: async (redirectUri) => {
        sandbox.registerApp({ redirectUris: [redirectUri, ...app.redirectUris] })
        await saveClient(connform, app)
      },
      close: async () => {
        await connform.close()
        await sandbox.close()
      },
    }
  } catch (error) {
    await sandbox.close()
    throw error
  }
}

function firstApp({ apps }: Sandbox): AppFixture {
  const [app] = apps
  if (app === undefined) throw new Error('The sandbox has no app.')
  return app
}

function factsOf(sandbox: Sandbox, { name, clientId, clientSecret }: AppFixture): DemoFacts {
  const { store, first } = ordinaryStore({ sandbox })
  return {
    sandbox: sandbox.url,
    apiPath: store.apiPath,
    storeHash: store.hash,
    accessToken: first.accessToken,
    clientId: first.clientId,
    app: { name, clientId, clientSecret },
  }
}

/** Once: the demo of yesterday has saved it already. */
async function saveClient(connform: Connform, { name, clientId, clientSecret }: AppFixture): Promise<void> {
  const clients = await connform.oauthClients.list(APP_KIND)
  if (clients.some((client) => client.clientId === clientId)) return
  await connform.oauthClients.create(APP_KIND, { name, clientId, clientSecret })
}
