import type { ListPlan, ListQuery } from './list-plan.ts'

const KEPT_MS = 60_000
/** All of them go where there are more. */
const MAX_KEPT = 1000

/**
 * Searches that find much, of late. Whoever reads page after page of one looks for the same text again, and need not
 * find out anew that it is no use to fetch all of it. A plan that is out of date finds the same, only later.
 */
export interface BroadSearches {
  find(query: ListQuery): ListPlan | undefined
  keep(query: ListQuery, plan: ListPlan): void
}

export function broadSearches(): BroadSearches {
  const kept = new Map<string, { readonly plan: ListPlan; readonly untilMs: number }>()
  return Object.freeze<BroadSearches>({
    find: (query) => {
      if (query.part === '') return undefined
      const found = kept.get(keyOf(query))
      return found !== undefined && found.untilMs > performance.now() ? found.plan : undefined
    },
    keep: (query, plan) => {
      if (query.part === '' || !isBroad(plan)) return
      if (kept.size >= MAX_KEPT) kept.clear()
      kept.set(keyOf(query), { plan, untilMs: performance.now() + KEPT_MS })
    },
  })
}

/** Not what holds ids, for they are of one moment. */
const isBroad = ({ kind }: ListPlan): boolean => kind === 'any' || kind === 'along order' || kind === 'perhaps few'

/** All that a plan is made for; not where a page begins. */
function keyOf({ after: _, limit: __, ...query }: ListQuery): string {
  return JSON.stringify(query)
}
