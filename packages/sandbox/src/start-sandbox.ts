import { API_HOST, bigcommerceApi } from './bigcommerce/api.ts'
import { fixtureStores } from './bigcommerce/fixture-stores.ts'
import { rateWindow } from './bigcommerce/rate-window.ts'
import type { RateLimit } from './bigcommerce/store-fixture.ts'
import { createWorld, type World } from './bigcommerce/world.ts'
import type { Fault, FaultOptions } from './faults/fault.ts'
import { faultBoard } from './faults/fault-board.ts'
import { type Listener, listen } from './http/listen.ts'
import { requestLog } from './http/request-log.ts'
import { startOtherHost } from './other-host.ts'
import type { Sandbox, SandboxOptions } from './sandbox.ts'

/**
 * Starts HTTP servers on 127.0.0.1 that behave as the documented provider APIs do. Rejects where `port` cannot be had
 * or `stores` repeat a hash or an access token. Close it when done.
 */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { port, wrongStoreStatus = 401, clock = () => new Date() } = options
  const stores = Object.freeze([...fixtureStores, ...(options.stores ?? [])])
  const secrets = stores.flatMap(({ tokens }) => tokens.flatMap((token) => [token.accessToken, token.clientSecret]))
  const other = await startOtherHost(secrets)
  const log = requestLog()
  const faults = faultBoard()
  const listeners: Listener[] = [other.listener]
  const close = async (): Promise<void> => {
    await Promise.all(listeners.map((listener) => listener.close()))
  }

  try {
    const world = createWorld(stores, { faults, clock, wrongStoreStatus, otherHostUrl: other.otherHost.url })
    const api = await listen(bigcommerceApi(world, log), port)
    listeners.push(api)
    return Object.freeze({
      hosts: Object.freeze({ [API_HOST]: api.url }),
      stores,
      url: api.url,
      otherHost: other.otherHost,
      requests: log.list,
      forgetRequests: log.clear,
      setFault: (target: string, fault: Fault | null, faultOptions?: FaultOptions) => {
        assertServed(world.stores.has(target) || world.tokens.has(target))
        faults.set(target, fault, faultOptions)
      },
      setRateLimit: (hash: string, rateLimit: RateLimit | null) => {
        assertServed(world.stores.has(hash))
        setRateLimit(world, hash, rateLimit)
      },
      revoke: (accessToken: string) => {
        assertServed(world.tokens.has(accessToken))
        world.revoked.add(accessToken)
      },
      close,
    })
  } catch (error) {
    await close()
    throw error
  }
}

const setRateLimit = ({ rateWindows }: World, hash: string, rateLimit: RateLimit | null): void => {
  if (rateLimit === null) rateWindows.delete(hash)
  else rateWindows.set(hash, rateWindow(rateLimit))
}

/** Does not repeat what was given: it may be an access token. */
const assertServed = (served: boolean): void => {
  if (!served) throw new TypeError('The sandbox serves no such store or access token; see `sandbox.stores`.')
}
