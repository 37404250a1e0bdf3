import { serveJson } from '../support/serve-json.mjs'

const PROJECTS = [
  { key: 'OPS', title: 'Operations' },
  { key: 'WEB', title: 'Web shop' },
  { key: 'INV', title: 'Inventory' },
]

/** Stands in for the provider: its lists have two entries a page. */
export const startProvider = ({ apiToken }) =>
  serveJson(({ url, headers }) => {
    if (headers.authorization !== `Bearer ${apiToken}`) return [401, { error: 'refused' }]
    const { pathname, searchParams } = new URL(url, 'http://beacon.example')
    if (pathname.endsWith('/me')) return [200, { login: 'ada' }]
    const page = Number(searchParams.get('page'))
    return [200, { items: PROJECTS.slice(page * 2 - 2, page * 2), next: page * 2 < PROJECTS.length ? page + 1 : null }]
  })
