import type { Adapter } from '@connform/core'

/** How each built-in adapter is made, with its definition; nothing of the others is read. */
const loaders: Readonly<Record<string, () => Promise<Adapter>>> = Object.freeze({
  'bigcommerce-rest': async () => {
    const { bigcommerceRest } = await import('../bigcommerce/bigcommerce-rest.ts')
    return bigcommerceRest((await import('@connform/schemas/bigcommerce-rest')).definition)
  },
  'bigcommerce-graphql': async () => {
    const { bigcommerceGraphql } = await import('../bigcommerce/bigcommerce-graphql.ts')
    return bigcommerceGraphql((await import('@connform/schemas/bigcommerce-graphql')).definition)
  },
  'akeneo-pim': async () => {
    const { akeneoPim } = await import('../akeneo/akeneo-pim.ts')
    return akeneoPim((await import('@connform/schemas/akeneo-pim')).definition)
  },
})

/** Definition ids of the built-in adapters. */
export const adapterIds: readonly string[] = Object.freeze(Object.keys(loaders))

/** One built-in adapter, for processes that live too shortly to read them all; undefined for an id that is none. */
export function loadAdapter(id: string): Promise<Adapter> | undefined {
  return Object.hasOwn(loaders, id) ? loaders[id]?.() : undefined
}
