import type { StoreFixture } from '../store-fixture.ts'

export interface CatalogueProduct {
  readonly id: number
  readonly name: string
  readonly sku: string
  readonly price: number
  readonly inventory_level: number
}

const traits: readonly (readonly [name: string, sku: string, price: number, stock: number])[] = [
  ['Canvas Apron', 'CA-100', 38, 12],
  ['Cedar Chest', 'CC-200', 420, 3],
  ['Linen Tea Towel', 'LT-300', 14.5, 80],
  ['Oak Chopping Board', 'OB-400', 64, 21],
  ['Wool Blanket', 'WB-500', 129, 9],
  ['Beeswax Candle', 'BC-600', 11, 140],
  ['Enamel Jug', 'EJ-700', 32, 17],
]

const firstId = 77

const products: readonly CatalogueProduct[] = traits.map(([name, sku, price, inventory_level], index) => ({
  id: firstId + index,
  name,
  sku,
  price,
  inventory_level,
}))

export const catalogueOf = (store: StoreFixture): readonly CatalogueProduct[] => (store.empty ? [] : products)

export const productsOf = (store: StoreFixture): readonly unknown[] =>
  catalogueOf(store).map((product) => ({
    ...product,
    type: 'physical',
    weight: 10,
    categories: [23],
    inventory_tracking: 'product',
    is_visible: true,
    date_created: '2024-03-05T09:30:00+00:00',
    date_modified: '2024-03-06T10:00:00+00:00',
  }))

/** `GET /v3/catalog/summary`. https://developer.bigcommerce.com/docs/rest-catalog/products */
export const summaryOf = (store: StoreFixture): unknown => {
  const stock = catalogueOf(store)
  const prices = stock.map(({ price }) => price)
  return {
    inventory_count: sum(stock.map(({ inventory_level }) => inventory_level)),
    variant_count: stock.length,
    inventory_value: sum(stock.map(({ price, inventory_level }) => price * inventory_level)),
    highest_variant_price: Math.max(0, ...prices),
    average_variant_price: stock.length === 0 ? 0 : sum(prices) / stock.length,
    lowest_variant_price: String(stock.length === 0 ? 0 : Math.min(...prices)),
    oldest_variant_date: '2024-03-05T09:30:00+00:00',
    newest_variant_date: '2024-03-05T09:30:00+00:00',
    primary_category_id: 23,
    primary_category_name: 'Shop All',
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** `GET /v2/orders`: amounts are text. */
export const ordersOf = (store: StoreFixture): readonly unknown[] =>
  (store.empty ? [] : [100, 101]).map((id) => ({
    id,
    customer_id: 0,
    date_created: 'Wed, 06 Mar 2024 10:00:00 +0000',
    status_id: 11,
    status: 'Awaiting Fulfillment',
    total_inc_tax: '64.0000',
    currency_code: 'USD',
    items_total: 1,
    channel_id: 1,
  }))
