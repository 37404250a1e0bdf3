export { bigcommerceGraphql } from './bigcommerce/bigcommerce-graphql.ts'
export { bigcommerceRest } from './bigcommerce/bigcommerce-rest.ts'
export { deriveStore } from './bigcommerce/derive-store.ts'
export { builtinAdapters } from './builtin-adapters.ts'
