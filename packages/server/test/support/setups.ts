import { expect } from 'vitest'
import type { ApiAnswer, ApiClient } from './api-client.ts'
import type { Bench } from './bench.ts'
import { accountOf, GOOD, pimForm } from './forms.ts'

/** What is chosen in the settings of the app's setup, so that it is complete. */
export const choices = { locale: 'en_US', channel: 'ecommerce', currency: 'USD', mainCategory: 'clothing' }

/** The filled form of the slot `pim`. */
export function pimValues({ sandbox }: Pick<Bench, 'sandbox'>): Record<string, string> {
  const { name: _, ...values } = pimForm(sandbox)
  return values
}

/** The filled form of the slot `store`. */
export function storeValues({ sandbox }: Pick<Bench, 'sandbox'>, hash = GOOD, label = ''): Record<string, string> {
  const { accessToken, clientId } = accountOf(sandbox, hash, label)
  return { accessToken, clientId, storeHash: hash }
}

/** One setup over HTTP, as a program works with it. */
export interface SetupClient {
  readonly id: string
  status(): Promise<ApiAnswer>
  connect(slot: string, body: object, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>
  save(body: object, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>
  reset(kind: string): Promise<ApiAnswer>
}

/** Starts the app's setup. */
export async function startSetup(client: ApiClient, body: object = { document: 'akeneo-app' }): Promise<SetupClient> {
  const started = await client.post('/setups', body)
  expect(started.status, started.text).toBe(201)
  return setupClient(client, started.body.setup.id)
}

export function setupClient(client: ApiClient, id: string): SetupClient {
  const path = `/setups/${id}`
  return Object.freeze<SetupClient>({
    id,
    status: () => client.get(path),
    connect: (slot, body, headers = {}) => client.send('PUT', `${path}/slots/${slot}`, { body, headers }),
    save: (body, headers = {}) => client.send('PATCH', `${path}/settings`, { body, headers }),
    reset: (kind) => client.post(`${path}/reset`, { kind }),
  })
}

/** A setup in which everything is connected and chosen. */
export async function readySetup(here: Bench, client: ApiClient): Promise<SetupClient> {
  const setup = await startSetup(client)
  const answers = [
    await setup.connect('pim', { values: pimValues(here) }),
    await setup.connect('store', { values: storeValues(here) }),
    await setup.save({ settings: choices, section: 'store-configuration' }),
    await setup.save({ settings: { storefront: '1', displayType: 'dropdown' } }),
  ]
  for (const { status, text } of answers) expect(status, text).toBe(200)
  return setup
}
