import type { Adapter } from '@connform/core'
import pim from '@connform/schemas/akeneo-pim'
import graphql from '@connform/schemas/bigcommerce-graphql'
import rest from '@connform/schemas/bigcommerce-rest'
import { akeneoPim } from './akeneo/akeneo-pim.ts'
import { bigcommerceGraphql } from './bigcommerce/bigcommerce-graphql.ts'
import { bigcommerceRest } from './bigcommerce/bigcommerce-rest.ts'

/** The adapters that come with connform, by definition id. */
export const builtinAdapters: Readonly<Record<string, Adapter>> = Object.freeze({
  [rest.id]: bigcommerceRest(rest),
  [graphql.id]: bigcommerceGraphql(graphql),
  [pim.id]: akeneoPim(pim),
})
