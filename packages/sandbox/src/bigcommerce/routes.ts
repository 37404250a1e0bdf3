import { type Answer, jsonAnswer } from '../http/answer.ts'
import { adminGraphql } from './admin/admin-graphql.ts'
import { v2Error, v3Error } from './answers.ts'
import type { AuthorisedCall } from './call.ts'
import { v2List, v3Item, v3List } from './collections.ts'
import { ordersOf, productsOf, summaryOf } from './content/catalogue.ts'
import { currencyAssignment, siteOf } from './content/channels.ts'
import { currencies, locale, profile, storeInformation } from './content/store-information.ts'
import { createChannel } from './create-channel.ts'
import { createHook, deleteHook, listHooks, showHook } from './hooks.ts'
import type { ScopeFamilyName } from './scopes.ts'
import { storefrontTokenRoutes } from './storefront/token-routes.ts'

/** One served endpoint below `/stores/{store_hash}`. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** `{id}` stands for digits, `{key}` for any one segment. */
  readonly path: string
  /** Null where the default scope of every token is enough. */
  readonly scope: ScopeFamilyName | null
  /** Reads, whatever its method: the read-only scope is enough. */
  readonly onlyReads?: true
  /** Offered besides JSON, and the answer to a request without an `Accept` header. */
  readonly xmlRoot?: string
  answer(call: AuthorisedCall): Answer
}

const emptyV2: Route['answer'] = ({ request }) => v2List([], request.query)
const emptyV3: Route['answer'] = ({ request }) => v3List([], request.query)
const nothingV3: Route['answer'] = () => v3Error(404, 'Not found')

/**
 * What is served, each with the scope its specification asks for. A literal path stands before one with a placeholder.
 * https://developer.bigcommerce.com/docs/start/authentication/api-accounts#oauth-scopes
 */
export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/store',
    scope: 'information',
    xmlRoot: 'store',
    answer: ({ store }) => jsonAnswer(200, storeInformation(store)),
  },
  {
    method: 'GET',
    path: '/v2/time',
    scope: 'information',
    answer: ({ now }) => jsonAnswer(200, { time: Math.floor(now.getTime() / 1000) }),
  },
  {
    method: 'GET',
    path: '/v2/currencies',
    scope: 'information',
    answer: ({ request }) => v2List(currencies, request.query),
  },
  {
    method: 'GET',
    path: '/v2/orders',
    scope: 'orders',
    answer: ({ store, request }) => v2List(ordersOf(store), request.query),
  },
  {
    method: 'GET',
    path: '/v2/orders/{id}',
    scope: 'orders',
    answer: ({ store, parameters }) => {
      const order = ordersOf(store)[Number(parameters['id']) - 100]
      return order === undefined ? v2Error(404, 'The requested resource was not found.') : jsonAnswer(200, order)
    },
  },
  { method: 'GET', path: '/v2/order_statuses', scope: 'orders', answer: emptyV2 },
  { method: 'GET', path: '/v2/pages', scope: 'content', answer: emptyV2 },
  { method: 'GET', path: '/v2/blog/posts', scope: 'content', answer: emptyV2 },
  { method: 'GET', path: '/v2/banners', scope: 'marketing', answer: emptyV2 },
  { method: 'GET', path: '/v2/coupons', scope: 'marketing', answer: emptyV2 },
  { method: 'GET', path: '/v2/customers', scope: 'customers', answer: emptyV2 },
  { method: 'GET', path: '/v2/customer_groups', scope: 'customers', answer: emptyV2 },
  { method: 'GET', path: '/v2/payments/methods', scope: 'paymentMethods', answer: emptyV2 },

  { method: 'GET', path: '/v3/hooks', scope: null, answer: listHooks },
  { method: 'POST', path: '/v3/hooks', scope: null, answer: createHook },
  { method: 'GET', path: '/v3/hooks/{id}', scope: null, answer: showHook },
  { method: 'DELETE', path: '/v3/hooks/{id}', scope: null, answer: deleteHook },

  {
    method: 'GET',
    path: '/v3/channels',
    scope: 'channels',
    answer: ({ records, request }) => {
      const types = request.query.get('type:in')?.split(',')
      return v3List(
        records.channels.filter(({ type }) => types?.includes(type) ?? true),
        request.query,
      )
    },
  },
  { method: 'POST', path: '/v3/channels', scope: 'channels', answer: createChannel },
  {
    method: 'GET',
    path: '/v3/channels/currency-assignments',
    scope: 'channels',
    answer: ({ records }) => v3Item(records.channels.map(currencyAssignment)),
  },
  {
    method: 'GET',
    path: '/v3/channels/{id}',
    scope: 'channels',
    answer: (call) => v3Item(channelOfCall(call)),
  },
  {
    method: 'GET',
    path: '/v3/channels/{id}/currency-assignments',
    scope: 'channels',
    answer: (call) => {
      const channel = channelOfCall(call)
      return v3Item(channel && currencyAssignment(channel))
    },
  },
  {
    method: 'GET',
    path: '/v3/channels/{id}/site',
    scope: 'sites',
    answer: (call) => {
      const channel = channelOfCall(call)
      return v3Item(channel?.type === 'storefront' ? siteOf(channel) : undefined)
    },
  },
  { method: 'GET', path: '/v3/channels/{id}/listings', scope: 'channelListings', answer: emptyV3 },
  {
    method: 'GET',
    path: '/v3/sites',
    scope: 'sites',
    answer: ({ records, request }) =>
      v3List(records.channels.filter(({ type }) => type === 'storefront').map(siteOf), request.query),
  },
  { method: 'GET', path: '/v3/sites/{id}/routes', scope: 'sites', answer: emptyV3 },

  {
    method: 'GET',
    path: '/v3/catalog/summary',
    scope: 'products',
    answer: ({ store }) => v3Item(summaryOf(store)),
  },
  {
    method: 'GET',
    path: '/v3/catalog/products',
    scope: 'products',
    answer: ({ store, request }) => v3List(productsOf(store), request.query),
  },
  { method: 'GET', path: '/v3/catalog/brands', scope: 'products', answer: emptyV3 },
  { method: 'GET', path: '/v3/catalog/categories', scope: 'products', answer: emptyV3 },
  { method: 'GET', path: '/v3/pricelists', scope: 'products', answer: emptyV3 },
  { method: 'GET', path: '/v3/inventory/items', scope: 'inventory', answer: emptyV3 },
  {
    method: 'GET',
    path: '/v3/inventory/locations',
    scope: 'locations',
    answer: ({ request }) =>
      v3List([{ id: 1, code: 'BC-LOCATION-1', label: 'Default location', enabled: true }], request.query),
  },

  { method: 'GET', path: '/v3/customers', scope: 'customers', answer: emptyV3 },
  { method: 'GET', path: '/v3/customers/subscribers', scope: 'customers', answer: emptyV3 },
  { method: 'GET', path: '/v3/customers/{id}/stored-instruments', scope: 'storedInstruments', answer: emptyV3 },
  { method: 'GET', path: '/v3/wishlists', scope: 'customers', answer: emptyV3 },
  { method: 'GET', path: '/v3/orders/pickups', scope: 'orderFulfilment', answer: emptyV3 },
  { method: 'GET', path: '/v3/orders/{id}/transactions', scope: 'transactions', answer: emptyV3 },
  { method: 'GET', path: '/v3/pickup/methods', scope: 'fulfilmentMethods', answer: emptyV3 },
  { method: 'GET', path: '/v3/carts/{key}', scope: 'carts', answer: nothingV3 },
  { method: 'GET', path: '/v3/checkouts/{key}', scope: 'checkouts', answer: nothingV3 },
  { method: 'GET', path: '/v3/promotions', scope: 'marketing', answer: emptyV3 },
  { method: 'GET', path: '/v3/themes', scope: 'themes', answer: emptyV3 },
  { method: 'GET', path: '/v3/content/scripts', scope: 'checkoutContent', answer: emptyV3 },
  { method: 'GET', path: '/v3/content/scripts/{key}', scope: 'checkoutContent', answer: nothingV3 },
  { method: 'GET', path: '/v3/content/widgets', scope: 'content', answer: emptyV3 },
  { method: 'GET', path: '/v3/settings/store/locale', scope: 'information', answer: () => v3Item(locale) },
  {
    method: 'GET',
    path: '/v3/settings/store/profile',
    scope: 'information',
    answer: ({ store }) => v3Item(profile(store)),
  },
  // Which scope the admin's GraphQL asks for locales is not documented; that of the same setting by REST is a guess.
  { method: 'POST', path: '/graphql', scope: 'information', onlyReads: true, answer: adminGraphql() },
  { method: 'GET', path: '/v3/store/systemlogs', scope: 'logs', answer: emptyV3 },

  ...storefrontTokenRoutes,
]

const channelOfCall = ({ records, parameters }: AuthorisedCall) =>
  records.channels.find((channel) => String(channel.id) === parameters['id'])
