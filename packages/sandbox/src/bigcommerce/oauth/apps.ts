import { type AppFixture, type AppTraits, appFixture } from './app-fixture.ts'

/** The Developer Portal: which apps are registered, and with what. */
export interface Apps {
  find(clientId: string | null | undefined): AppFixture | undefined
  list(): readonly AppFixture[]
  /** Registers an app, or changes one: what is not given stays. Without a client ID, the first app is changed. */
  register(traits: Partial<AppFixture>): AppFixture
}

/** Throws where two apps share a client ID. */
export const createApps = (fixtures: readonly AppFixture[]): Apps => {
  const apps = new Map(fixtures.map((app) => [app.clientId, app]))
  if (apps.size !== fixtures.length) throw new TypeError('Two fixture apps share a client ID.')
  return Object.freeze({
    find: (clientId: string | null | undefined) => apps.get(clientId ?? ''),
    list: () => Object.freeze([...apps.values()]),
    register: (traits: Partial<AppFixture>) => {
      const known = traits.clientId === undefined ? fixtures[0] : apps.get(traits.clientId)
      const changed = { ...apps.get(known?.clientId ?? ''), ...traits }
      if (!isWhole(changed))
        throw new TypeError('An app that is not registered yet needs a client ID and a client secret.')
      const app = appFixture(changed)
      apps.set(app.clientId, app)
      return app
    },
  })
}

const isWhole = (traits: Partial<AppFixture>): traits is AppTraits =>
  traits.clientId !== undefined && traits.clientSecret !== undefined
