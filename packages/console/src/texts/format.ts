import { once } from './counted.ts'

/** Numbers, days and durations as a language writes them. Moments are ISO 8601 texts. */
export interface Format {
  number(value: number): string
  /** `31 Mar 2027`. A day without a time is that day everywhere. */
  day(iso: string): string
  /** Day and time, in the reader's time zone. */
  moment(iso: string): string
  /** `2 minutes ago`, seen from `now`. */
  ago(iso: string, now: number): string
}

const units = [
  { unit: 'year', seconds: 31_557_600 },
  { unit: 'month', seconds: 2_629_800 },
  { unit: 'week', seconds: 604_800 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const

export function formatIn(locale: string): Format {
  const numbers = once(() => new Intl.NumberFormat(locale))
  const days = once(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }))
  const daysInUtc = once(
    () =>
      new Intl.DateTimeFormat(locale, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
      }),
  )
  const moments = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }))
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  return Object.freeze<Format>({
    number: (value) => numbers().format(value),
    day: (iso) => (/^\d{4}-\d{2}-\d{2}$/.test(iso) ? daysInUtc() : days()).format(new Date(iso)),
    moment: (iso) => moments().format(new Date(iso)),
    ago: (iso, now) => {
      const seconds = (Date.parse(iso) - now) / 1000
      const found = units.find((one) => Math.abs(seconds) >= one.seconds)
      return found === undefined
        ? relative().format(0, 'second')
        : relative().format(Math.trunc(seconds / found.seconds), found.unit)
    },
  })
}
