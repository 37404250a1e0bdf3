import type { NoticeEffect } from '../generated/definition.ts'
import type { Rule } from './rule.ts'

const effects: readonly NoticeEffect[] = ['warn', 'refuse-new', 'refuse-all']

/** Dated effects. */
export const noticeRules: readonly Rule[] = [
  {
    id: 'notice-auth-types',
    message: 'A notice is about auth types the form has.',
    check: ({ definition: { notices }, authTypes }) =>
      notices.flatMap((notice, index) =>
        (notice.authTypes ?? [])
          .filter((authType) => !authTypes.includes(authType))
          .map((authType) => ({ path: ['notices', index, 'authTypes'], message: `${authType} is no auth type.` })),
      ),
  },
  {
    id: 'real-date',
    message: 'A date is a day of the calendar, as YYYY-MM-DD.',
    check: ({ definition: { notices } }) =>
      notices.flatMap(({ endsOn, stages }, index) => [
        ...(endsOn === undefined || isDay(endsOn)
          ? []
          : [{ path: ['notices', index, 'endsOn'], message: `${endsOn} is no day.` }]),
        ...stages.flatMap(({ from }, stage) =>
          isDay(from) ? [] : [{ path: ['notices', index, 'stages', stage, 'from'], message: `${from} is no day.` }],
        ),
      ]),
  },
  {
    id: 'stages-ordered',
    message: 'The stages of a notice follow in time and grow stricter; refuse-all begins after endsOn.',
    check: ({ definition: { notices } }) =>
      notices.flatMap(({ endsOn, stages }, index) =>
        stages.flatMap(({ from, effect }, stage) => {
          const path = ['notices', index, 'stages', stage]
          const before = stages[stage - 1]
          if (before && (before.from >= from || effects.indexOf(before.effect) >= effects.indexOf(effect))) {
            return [
              { path, message: `${effect} from ${from} does not come after ${before.effect} from ${before.from}.` },
            ]
          }
          return effect === 'refuse-all' && endsOn !== undefined && from <= endsOn
            ? [{ path, message: `refuse-all begins on ${from}, but the last day is ${endsOn}.` }]
            : []
        }),
      ),
  },
]

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
