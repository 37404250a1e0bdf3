import type { Adapter } from '@connform/core'
import graphql from '@connform/schemas/bigcommerce-graphql'
import rest from '@connform/schemas/bigcommerce-rest'
import { bigcommerceGraphql } from './bigcommerce/bigcommerce-graphql.ts'
import { bigcommerceRest } from './bigcommerce/bigcommerce-rest.ts'

/** The adapters that come with connform, by definition id. */
export const builtinAdapters: Readonly<Record<string, Adapter>> = Object.freeze({
  [rest.id]: bigcommerceRest(rest),
  [graphql.id]: bigcommerceGraphql(graphql),
})
