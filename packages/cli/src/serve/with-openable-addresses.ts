import type { Connform } from 'connform'
import { addressToOpen } from '../authorize/address-to-open.ts'

/** The same connform, which sends people's browsers to the place that stands in for a host, where one does. */
export function withOpenableAddresses(connform: Connform, hosts: Readonly<Record<string, string>>): Connform {
  const { connections } = connform
  return Object.freeze<Connform>({
    ...connform,
    connections: Object.freeze<Connform['connections']>({
      ...connections,
      authorize: async (...call) => {
        const begun = await connections.authorize(...call)
        return { ...begun, url: addressToOpen(begun.url, hosts) }
      },
    }),
    tenant: (id) => withOpenableAddresses(connform.tenant(id), hosts),
    as: (actor) => withOpenableAddresses(connform.as(actor), hosts),
  })
}
