import { pimControls } from './akeneo/controls.ts'
import { fixturePims } from './akeneo/fixture-pims.ts'
import { createPims } from './akeneo/pim.ts'
import { pimHosts } from './akeneo/pim-host.ts'
import { API_HOST, bigcommerceApi } from './bigcommerce/api.ts'
import { bigcommerceControls } from './bigcommerce/controls.ts'
import { fixtureStores } from './bigcommerce/fixture-stores.ts'
import { storefrontHosts } from './bigcommerce/graphql/storefront-host.ts'
import { hostsOfStore, STOREFRONT_DOMAIN } from './bigcommerce/graphql/storefronts.ts'
import { createApps } from './bigcommerce/oauth/apps.ts'
import { fixtureApps } from './bigcommerce/oauth/fixture-apps.ts'
import { LOGIN_HOST, loginHost } from './bigcommerce/oauth/login-host.ts'
import { createWorld } from './bigcommerce/world.ts'
import type { Fault, FaultOptions } from './faults/fault.ts'
import { faultBoard } from './faults/fault-board.ts'
import { byHost, hostPath } from './http/by-host.ts'
import { type Listener, listen } from './http/listen.ts'
import { requestLog } from './http/request-log.ts'
import { startOtherHost } from './other-host.ts'
import type { Sandbox, SandboxOptions } from './sandbox.ts'
import { tokenLedger } from './token-ledger.ts'

/**
 * Starts HTTP servers on 127.0.0.1 that behave as the documented provider APIs do. Rejects where `port` cannot be had
 * or `stores`, `apps` or `pims` repeat a hash, an access token, a client ID or a host. Close it when done.
 */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { port, wrongStoreStatus = 401, clock = () => new Date(), tokenLifetimeSeconds = null } = options
  const stores = Object.freeze([...fixtureStores, ...(options.stores ?? [])])
  const apps = createApps([...fixtureApps, ...(options.apps ?? [])])
  const ledger = tokenLedger(clock)
  ledger.setCap(tokenLifetimeSeconds)
  const log = requestLog()
  const faults = faultBoard()
  const secrets: (() => readonly string[])[] = [() => ledger.list().map(({ token }) => token)]
  const other = await startOtherHost(() => secrets.flatMap((list) => list()))
  const listeners: Listener[] = [other.listener]
  const close = async (): Promise<void> => {
    await Promise.all(listeners.map((listener) => listener.close()))
  }

  try {
    const shared = { faults, clock, ledger, otherHostUrl: other.otherHost.url }
    const world = createWorld(stores, { ...shared, apps, wrongStoreStatus })
    const pims = createPims([...fixturePims, ...(options.pims ?? [])], shared)
    const bigcommerce = bigcommerceControls(world)
    const akeneo = pimControls(pims)
    secrets.push(bigcommerce.secrets, akeneo.secrets)

    const login = loginHost(world, log)
    const pimAt = pimHosts(pims, log)
    const storefrontAt = storefrontHosts(world, log)
    const handlerOf = (host: string) => (host === LOGIN_HOST ? login : (pimAt(host) ?? storefrontAt(host)))
    const api = await listen(byHost(bigcommerceApi(world, log), handlerOf), port)
    listeners.push(api)

    const storefronts = stores.flatMap((store) => hostsOfStore(store, world))
    const below = (host: string) => [host, `${api.url}${hostPath(host)}`] as const
    return Object.freeze({
      ...bigcommerce.controls,
      ...akeneo.controls,
      get apps() {
        return apps.list()
      },
      get pims() {
        return [...pims.byHost.values()]
      },
      hosts: Object.freeze(
        Object.fromEntries([
          [API_HOST, api.url],
          ...[LOGIN_HOST, ...pims.byHost.keys(), ...storefronts].map(below),
          [`*.${STOREFRONT_DOMAIN}`, below(STOREFRONT_DOMAIN)[1]],
        ]),
      ),
      url: api.url,
      otherHost: other.otherHost,
      requests: log.list,
      forgetRequests: log.clear,
      issued: ledger.list,
      setTokenLifetime: ledger.setCap,
      setFault: (target: string, fault: Fault | null, faultOptions?: FaultOptions) => {
        const isHost = target === LOGIN_HOST || pims.byHost.has(target)
        assertServed(isHost || world.stores.has(target) || world.tokens.has(target))
        faults.set(target, fault, faultOptions)
      },
      revoke: (token: string) => {
        const revoked = ledger.revoke(token)
        assertServed(revoked || world.tokens.has(token))
        world.revoked.add(token)
      },
      close,
    })
  } catch (error) {
    await close()
    throw error
  }
}

/** Does not repeat what was given: it may be an access token. */
const assertServed = (served: boolean): void => {
  if (!served)
    throw new TypeError(
      'The sandbox serves no such store, host or token; see `sandbox.stores`, `sandbox.pims` and `sandbox.issued()`.',
    )
}
