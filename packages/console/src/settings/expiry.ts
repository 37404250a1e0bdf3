/** Days until a key ends, as they can be chosen. */
export const expiryDays = ['30', '90', '365', 'never'] as const
export type Expiry = (typeof expiryDays)[number]

const DAY_MS = 24 * 60 * 60 * 1000

/** The moment it ends, ISO 8601; undefined where it does not. */
export function expiryOf(expiry: Expiry, now: Date): string | undefined {
  return expiry === 'never' ? undefined : new Date(now.getTime() + Number(expiry) * DAY_MS).toISOString()
}
