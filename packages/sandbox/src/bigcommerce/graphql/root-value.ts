import { GraphQLError } from 'graphql'
import type { IssuedToken } from '../../issued-token.ts'
import { type CatalogueProduct, catalogueOf } from '../content/catalogue.ts'
import type { World } from '../world.ts'
import { requireScope } from './scope-guard.ts'
import type { Storefront } from './storefronts.ts'

export interface Viewer {
  readonly token: IssuedToken
  readonly storefront: Storefront
  readonly world: World
  /** Whom an impersonation token acts for, by `X-Bc-Customer-Id`. */
  readonly customerId: number | null
}

interface PageArguments {
  readonly first: number
  readonly after?: string
}

const MAX_PRODUCTS = 50

/** What the fields of `Query` resolve to, each for tokens of the scope it needs. */
export const rootValue = (viewer: Viewer): object => ({
  site: () => {
    requireScope(viewer.token, 'Unauthenticated')
    return siteOf(viewer)
  },
  customer: () => {
    requireScope(viewer.token, 'Customer')
    return customerOf(viewer)
  },
  company: () => {
    requireScope(viewer.token, 'B2B')
    return null
  },
})

const siteOf = ({ storefront: { store, channelId }, world }: Viewer): object => ({
  settings: {
    storeName: store.name,
    storeHash: store.hash,
    status: channelId === 1 ? world.storefrontStatuses.get(store.hash) : statusOfChannel(store.hash, channelId, world),
    channelId,
    url: { vanityUrl: `https://${store.domain}` },
  },
  products: (page: PageArguments) => connectionOf(catalogueOf(store), page),
})

/** A channel before its launch says so, as long as the store says nothing graver. */
const statusOfChannel = (
  hash: string,
  channelId: number,
  { records, storefrontStatuses }: World,
): string | undefined => {
  const channel = records.get(hash)?.channels.find(({ id }) => id === channelId)
  const status = storefrontStatuses.get(hash)
  return status === 'LAUNCHED' && channel?.status === 'prelaunch' ? 'PRE_LAUNCH' : status
}

/** Nobody is signed in, unless an impersonation token says who. */
const customerOf = ({ customerId, token }: Viewer): object | null =>
  customerId === null || token.kind !== 'customer-impersonation'
    ? null
    : { entityId: customerId, email: 'ada@example.com', firstName: 'Ada', lastName: 'Lane' }

const connectionOf = (products: readonly CatalogueProduct[], { first, after }: PageArguments): object => {
  if (first < 0 || first > MAX_PRODUCTS) {
    throw new GraphQLError(`The argument first must be from 0 to ${MAX_PRODUCTS}.`)
  }
  const start = products.findIndex(({ id }) => cursorOf(id) === after) + 1
  const page = products.slice(start, start + first)
  const edges = page.map((product) => ({ cursor: cursorOf(product.id), node: nodeOf(product, products) }))
  return {
    edges,
    pageInfo: {
      hasNextPage: start + first < products.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

const nodeOf = (product: CatalogueProduct, products: readonly CatalogueProduct[]): object => ({
  id: Buffer.from(`Product:${product.id}`).toString('base64'),
  entityId: product.id,
  name: product.name,
  sku: product.sku,
  prices: { price: { value: product.price, currencyCode: 'USD' } },
  relatedProducts: (page: PageArguments) =>
    connectionOf(
      products.filter(({ id }) => id !== product.id),
      page,
    ),
})

const cursorOf = (id: number): string => Buffer.from(`cursor:${id}`).toString('base64')
