import type { PimItem } from '../resources.ts'

/** Sorted by code, as the API has them. */
export const channels: readonly PimItem[] = [
  {
    code: 'ecommerce',
    locales: ['de_DE', 'en_US', 'fr_FR'],
    currencies: ['EUR', 'USD'],
    category_tree: 'master',
    conversion_units: { weight: 'KILOGRAM', length: null },
    labels: { en_US: 'Ecommerce', fr_FR: 'E-commerce' },
  },
  {
    code: 'mobile',
    locales: ['en_US'],
    currencies: ['USD'],
    category_tree: 'master',
    conversion_units: {},
    labels: { en_US: 'Mobile' },
  },
  {
    code: 'print',
    locales: ['de_DE', 'en_US'],
    currencies: ['EUR'],
    category_tree: 'print_catalogue',
    conversion_units: {},
    labels: { en_US: 'Print' },
  },
]
