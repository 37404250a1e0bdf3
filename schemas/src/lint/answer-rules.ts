import type { AnswerRule, Definition } from '../generated/definition.ts'
import { type AnswerTable, answerTablesOf } from './answer-tables.ts'
import type { Finding, Rule } from './rule.ts'

/** The steps of a test, and every table from answers to causes. */
export const answerRules: readonly Rule[] = [
  {
    id: 'ids-unique',
    message: 'The steps of a test, the answers of one table, and notices each have an id of their own.',
    check: ({ definition }) => [
      ...repeated(definition.test.steps, ['test', 'steps']),
      ...perTable(definition, ({ path, rows }) => repeated(rows, path)),
      ...repeated(definition.notices, ['notices']),
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
    message: 'The last answer of a table, and it alone, is for everything else: its when is empty.',
    check: ({ definition }) =>
      perTable(definition, ({ path, rows }) =>
        rows.flatMap(({ id, when }, index) => {
          const isLast = index === rows.length - 1
          const matchesEverything = Object.keys(when).length === 0
          if (isLast === matchesEverything) return []
          const fault = isLast ? 'does not match everything' : 'hides the answers after it'
          return [{ path: [...path, index, 'when'], message: `${id} ${fault}.` }]
        }),
      ),
  },
  {
    id: 'answer-reachable',
    message: 'No answer stands behind one that matches at least as much, for the first match wins.',
    check: ({ definition }) =>
      perTable(definition, ({ path, rows }) =>
        rows.flatMap((answer, index) => {
          const hiding = rows.slice(0, index).find((earlier) => matchesAll(earlier.when, answer.when))
          return hiding && Object.keys(hiding.when).length > 0
            ? [{ path: [...path, index], message: `${answer.id} is hidden by ${hiding.id}.` }]
            : []
        }),
      ),
  },
]

function perTable(definition: Definition, check: (table: AnswerTable) => Finding[]): Finding[] {
  return answerTablesOf(definition).flatMap(check)
}

function repeated(rows: readonly { readonly id: string }[], path: readonly string[]): Finding[] {
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
