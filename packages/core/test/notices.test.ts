import { describe, expect, it } from 'vitest'
import { activeNotices, planEdit, prepare } from '../src/index.ts'
import { bookshop, keyForm, loginForm } from './support/bookshop.ts'

const { password: _, ...loginValues } = loginForm
const savedLogin = { values: { ...loginValues, pageSize: 20 }, secrets: { password: true } }
const savedKey = {
  values: { name: 'a', authType: 'key', shop: 'candle', keyId: 'b', pageSize: 20 },
  secrets: { apiKey: 1 },
}

const stateOf = (issues: readonly { code: string; severity: string; path: readonly string[] }[]) =>
  issues.map(({ path, code, severity }) => [...path, code, severity].join(' '))[0] ?? 'quiet'

const warned = 'authType notice warning'
const refused = 'authType refused_by_notice error'

/** Moment → a new connection, an edit of one that exists, an edit that changes to this auth type. */
const days: readonly [moment: string, created: string, edited: string, changed: string][] = [
  ['2025-12-31T23:59:59.999Z', 'quiet', 'quiet', 'quiet'],
  ['2026-01-01T00:00:00.000Z', warned, warned, warned],
  ['2026-02-28T23:59:59.999Z', warned, warned, warned],
  ['2026-03-01T00:00:00.000Z', refused, warned, refused],
  ['2026-03-01T00:30:00+02:00', warned, warned, warned],
  ['2026-05-31T23:59:59.999Z', refused, warned, refused],
  ['2026-06-01T00:00:00.000Z', refused, refused, refused],
  ['2030-01-01T00:00:00.000Z', refused, refused, refused],
]

describe.each(days)('a notice at %s', (moment, created, edited, changed) => {
  const now = new Date(moment)

  it(`leaves a new connection ${created}`, () => {
    const { ok, issues } = prepare(bookshop, loginForm, { now })
    expect([stateOf(issues), ok]).toEqual([created, created !== refused])
  })

  it(`leaves an edit ${edited}`, () => {
    expect(stateOf(planEdit(bookshop, savedLogin, { name: 'Other' }, { now }).issues)).toBe(edited)
  })

  it(`leaves a change to its auth type ${changed}`, () => {
    expect(stateOf(planEdit(bookshop, savedKey, loginForm, { now }).issues)).toBe(changed)
  })

  it('says nothing of other auth types', () => {
    expect(prepare(bookshop, keyForm, { now }).issues).toEqual([])
    expect(activeNotices(bookshop, 'key', now)).toEqual([])
  })
})

it('tells text, action, effect and last day of a notice in force', () => {
  expect(activeNotices(bookshop, 'login', new Date('2026-04-01T00:00:00Z'))).toEqual([
    {
      id: 'no-more-logins',
      title: 'Logins end',
      text: 'Logins work until 31 May 2026.',
      action: 'Choose Key.',
      source: 'https://bookshop.example/news',
      effect: 'refuse-new',
      endsOn: '2026-05-31',
    },
  ])
})

it('says in an issue what the notice says and what to do', () => {
  const [issue] = prepare(bookshop, loginForm, { now: new Date('2026-04-01T00:00:00Z') }).issues
  expect(issue).toMatchObject({ message: 'Logins end: Logins work until 31 May 2026.', hint: 'Choose Key.' })
})

it('takes the last stage that has begun, in whatever order they are written', () => {
  const [notice] = bookshop.notices
  const definition = { ...bookshop, notices: [{ ...notice!, stages: notice!.stages.toReversed() }] }
  for (const [moment, created] of days) {
    expect(stateOf(prepare(definition, loginForm, { now: new Date(moment) }).issues)).toBe(created)
  }
})

it('lets a refusal stand before a warning of another notice', () => {
  const [notice] = bookshop.notices
  const { authTypes: _, endsOn: __, ...forAll } = notice!
  const general = {
    ...forAll,
    id: 'moving',
    title: 'Moving',
    stages: [{ from: '2026-01-01', effect: 'warn' as const }],
  }
  const definition = { ...bookshop, notices: [general, notice!] }
  const now = new Date('2026-04-01T00:00:00Z')
  expect(prepare(definition, loginForm, { now }).issues[0]?.message).toMatch(/^Logins end/)
  expect(stateOf(prepare(definition, keyForm, { now }).issues)).toBe(warned)
  expect(activeNotices(definition, 'key', now)[0]).not.toHaveProperty('endsOn')
})
