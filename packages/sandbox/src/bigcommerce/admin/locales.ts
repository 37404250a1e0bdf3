import type { Channel } from '../content/channels.ts'

export interface Locale {
  readonly code: string
  readonly status: 'ACTIVE' | 'INACTIVE'
  readonly isDefault: boolean
}

const english: Locale = { code: 'en', status: 'ACTIVE', isDefault: true }

/** The default storefront speaks several languages, the others one. */
export const localesOf = ({ id }: Pick<Channel, 'id'>): readonly Locale[] =>
  id === 1
    ? [
        english,
        { code: 'de', status: 'ACTIVE', isDefault: false },
        { code: 'fr', status: 'INACTIVE', isDefault: false },
      ]
    : [english]
