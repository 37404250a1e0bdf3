import type { PimControls } from '../sandbox.ts'
import type { Pims } from './pim.ts'
import type { PimSettings } from './pim-fixture.ts'

/** How a test reaches into the PIMs, and the secrets they hold. */
export const pimControls = ({
  byHost,
}: Pims): { readonly controls: Omit<PimControls, 'pims'>; readonly secrets: () => readonly string[] } => ({
  controls: {
    changePim: (host: string, changes: Partial<PimSettings>) => {
      const pim = byHost.get(host)
      if (!pim) throw new TypeError('The sandbox serves no such PIM; see `sandbox.pims`.')
      const changed = Object.freeze({ ...pim, ...changes })
      byHost.set(host, changed)
      return changed
    },
  },
  secrets: () =>
    [...byHost.values()].flatMap(({ clientId, clientSecret, password }) => [
      clientSecret,
      password,
      Buffer.from(`${clientId}:${clientSecret}`).toString('base64'),
    ]),
})
