import { activeNotices, type Definition, type Notice } from '@connform/core'
import type { Context } from '../connections/context.ts'
import type { DueNotice } from './work.ts'

/** Days before a date on which it is told of, and the day itself. */
const DAYS_AHEAD: readonly number[] = [30, 7, 1, 0]
const DAY_MS = 24 * 60 * 60 * 1000

/** Notices whose next date is 30, 7, 1 or 0 days away at a moment. Dates are days in UTC. */
export function dueNotices(definitions: readonly Definition[], now: Date): DueNotice[] {
  return definitions.flatMap((definition) =>
    definition.notices.flatMap((notice) =>
      datesOf(notice).flatMap((on): DueNotice[] => {
        const daysLeft = (Date.parse(on) - Date.parse(now.toISOString().slice(0, 10))) / DAY_MS
        if (!DAYS_AHEAD.includes(daysLeft)) return []
        const authType = notice.authTypes?.[0] ?? Object.keys(definition.auth)[0] ?? ''
        const atThen = activeNotices(definition, authType, new Date(`${on}T12:00:00Z`))
        const active = atThen.find(({ id }) => id === notice.id)
        return active === undefined ? [] : [{ ...active, definition: definition.id, on, daysLeft }]
      }),
    ),
  )
}

const datesOf = ({ stages, endsOn }: Notice): string[] => [
  ...new Set([...stages.map(({ from }) => from), ...(endsOn === undefined ? [] : [endsOn])]),
]

/** How many connections of a tenant a notice is about. */
export async function countNoticed(
  { store, tenant, definitions }: Pick<Context, 'store' | 'tenant' | 'definitions'>,
  due: DueNotice,
): Promise<number> {
  const definition = definitions.find(due.definition)?.definition
  const authTypes = definition?.notices.find(({ id }) => id === due.id)?.authTypes
  const kinds = (authTypes ?? [undefined]).map((authType) => ({
    definition: due.definition,
    ...(authType === undefined ? {} : { authType }),
  }))
  let count = 0
  let page = await store.list(tenant, { kinds, limit: 1000 })
  for (;;) {
    count += page.connections.length
    if (page.next === undefined) return count
    page = await store.list(tenant, { kinds, limit: 1000, after: page.next })
  }
}
