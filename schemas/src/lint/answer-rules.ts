import type { AnswerRule } from '../generated/definition.ts'
import type { Finding, Rule } from './rule.ts'

/** The steps of a test, and the table from answers to causes. */
export const answerRules: readonly Rule[] = [
  {
    id: 'ids-unique',
    message: 'Steps and answers of a test, and notices, each have an id of their own.',
    check: ({ definition: { test, notices } }) => [
      ...repeated(test.steps, ['test', 'steps']),
      ...repeated(test.answers, ['test', 'answers']),
      ...repeated(notices, ['notices']),
    ],
  },
  {
    id: 'last-step',
    message: 'Every step but the last says in orNextOn when the next one is tried; the last has nothing to go on to.',
    check: ({ definition: { test } }) =>
      test.steps.flatMap((step, index) =>
        (index === test.steps.length - 1) === (step.orNextOn === undefined)
          ? []
          : [
              {
                path: ['test', 'steps', index],
                message: `${step.id} ${step.orNextOn ? 'is the last step' : 'has no orNextOn'}.`,
              },
            ],
      ),
  },
  {
    id: 'last-answer',
    message: 'The last answer, and it alone, is for everything else: its when is empty.',
    check: ({ definition: { test } }) =>
      test.answers.flatMap(({ id, when }, index) => {
        const isLast = index === test.answers.length - 1
        const matchesEverything = Object.keys(when).length === 0
        if (isLast === matchesEverything) return []
        const fault = isLast ? 'does not match everything' : 'hides the answers after it'
        return [{ path: ['test', 'answers', index, 'when'], message: `${id} ${fault}.` }]
      }),
  },
  {
    id: 'answer-reachable',
    message: 'No answer stands behind one that matches at least as much, for the first match wins.',
    check: ({ definition: { test } }) =>
      test.answers.flatMap((answer, index) => {
        const hiding = test.answers.slice(0, index).find((earlier) => matchesAll(earlier.when, answer.when))
        return hiding && Object.keys(hiding.when).length > 0
          ? [{ path: ['test', 'answers', index], message: `${answer.id} is hidden by ${hiding.id}.` }]
          : []
      }),
  },
]

function repeated(rows: readonly { readonly id: string }[], path: string[]): Finding[] {
  return rows.flatMap(({ id }, index) =>
    rows.findIndex((row) => row.id === id) < index
      ? [{ path: [...path, index, 'id'], message: `${id} stands here twice.` }]
      : [],
  )
}

type When = AnswerRule['when']

/** Whether `general` matches every answer that `special` matches. */
function matchesAll(general: When, special: When): boolean {
  const [first, last] = range(general.status)
  const [from, to] = range(special.status)
  return (
    first <= from &&
    to <= last &&
    (special.contentType ?? '').toLowerCase().startsWith((general.contentType ?? '').toLowerCase()) &&
    (special.bodyIncludes ?? '').toLowerCase().includes((general.bodyIncludes ?? '').toLowerCase()) &&
    (general.header === undefined || general.header.toLowerCase() === special.header?.toLowerCase())
  )
}

function range(status: When['status']): readonly [number, number] {
  if (status === undefined) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return typeof status === 'number' ? [status, status] : status
}
