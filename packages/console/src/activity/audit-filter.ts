import type { Query } from '../api/address.ts'

/** Which entries are shown, as it stands in the address. */
export interface AuditFilter {
  readonly action: string
  readonly actor: string
  /** Days in the reader's time zone, as in `2026-11-26`; empty where it is open. */
  readonly from: string
  readonly to: string
}

const names = ['action', 'actor', 'from', 'to'] as const

export const readAuditFilter = (parameters: URLSearchParams): AuditFilter => ({
  action: parameters.get('action') ?? '',
  actor: parameters.get('actor') ?? '',
  from: dayOrNothing(parameters.get('from')),
  to: dayOrNothing(parameters.get('to')),
})

export function writeAuditFilter(parameters: URLSearchParams, filter: AuditFilter): URLSearchParams {
  const next = new URLSearchParams(parameters)
  for (const name of names) {
    if (filter[name] === '') next.delete(name)
    else next.set(name, filter[name])
  }
  return next
}

/** The question to the server: from the first moment of a day to before the first of the day after. */
export function auditQuery({ action, actor, from, to }: AuditFilter): Query {
  return {
    action,
    actor: actor.trim(),
    ...(from === '' ? {} : { from: startOfDay(from, 0) }),
    ...(to === '' ? {} : { to: startOfDay(to, 1) }),
  }
}

export const isFiltered = (filter: AuditFilter): boolean => names.some((name) => filter[name] !== '')

function startOfDay(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00`)
  date.setDate(date.getDate() + later)
  return date.toISOString()
}

function dayOrNothing(text: string | null): string {
  const isDay = text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
  return isDay ? text : ''
}
