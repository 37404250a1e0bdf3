import { buildSchema, type GraphQLSchema } from 'graphql'

/** A small part of the GraphQL Storefront API, by its own names. https://developer.bigcommerce.com/docs/storefront/graphql */
const typeDefinitions = `
type Query {
  "A site"
  site: Site!
  "The customer who is signed in."
  customer: Customer
  "The company of the customer who is signed in."
  company: Company
}

type Site {
  settings: Settings
  "Products of the storefront, 50 at most in one query."
  products(first: Int = 10, after: String): ProductConnection!
}

type Settings {
  storeName: String!
  storeHash: String!
  status: StorefrontStatusType!
  channelId: Long!
  url: UrlField!
}

enum StorefrontStatusType { HIBERNATION LAUNCHED MAINTENANCE PRE_LAUNCH }

type UrlField { vanityUrl: String! }

type ProductConnection {
  edges: [ProductEdge]
  pageInfo: PageInfo!
}

type ProductEdge { cursor: String! node: Product! }

type PageInfo {
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
  endCursor: String
}

type Product {
  id: ID!
  entityId: Int!
  name: String!
  sku: String!
  prices: Prices
  relatedProducts(first: Int = 10, after: String): ProductConnection!
}

type Prices { price: Money! }
type Money { value: Float! currencyCode: String! }
type Customer { entityId: Int! email: String! firstName: String! lastName: String! }
type Company { entityId: Int! name: String! }

scalar Long
`

export const storefrontSchema = (): GraphQLSchema => buildSchema(typeDefinitions)
