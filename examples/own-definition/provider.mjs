import { serveJson } from '../support/serve-json.mjs'

/** Stands in for the provider: one account, one key, two addresses. */
export const startProvider = ({ account, apiKey }) =>
  serveJson(({ url, headers }) => {
    if (headers['x-api-key'] !== apiKey) return [401, { error: 'unknown key' }]
    const [, accounts, name, resource] = url.split('/')
    if (accounts !== 'accounts' || name !== account) return [403, { error: 'not your account' }]
    if (resource === 'profile') return [200, { id: account, company: 'Harbour Goods' }]
    return resource === 'parcels' ? [200, [{ id: 1, to: 'Lisbon' }]] : [404, { error: 'not found' }]
  })
