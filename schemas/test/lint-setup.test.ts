import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { branchRules } from '../src/lint/branch-rules.ts'
import { formRules } from '../src/lint/rules.ts'
import { setupRules } from '../src/lint/setup/setup-rules.ts'
import { setupShapeRules } from '../src/lint/setup/setup-shape-rules.ts'
import { lintSetup } from '../src/lint.ts'
import { definitions } from './support/definitions.ts'
import { readFolder, readJson } from './support/files.ts'
import { applyChanges, type Change } from './support/json-patch.ts'
import { pointersOf } from './support/pointers-of.ts'
import { setups } from './support/setups.ts'

interface Counterexample {
  readonly change: readonly Change[]
  readonly expect: { readonly code: string; readonly path: readonly string[] }
}

const base = readJson('examples/setup/small-sync.json')
const known = {
  definitions: [readJson<(typeof definitions)[number]>('examples/definition/small-shop.json')],
  sources: { 'small-shop': ['languages', 'areas'] },
}
const counterexamples = readFolder<Counterexample>('counterexamples/setup')

/** A form without auth types cannot break these. */
const ofBranches = new Set(
  branchRules.map(({ id }) => id).filter((id) => !/^(required-declared|form-closed)$/.test(id)),
)

describe('lintSetup', () => {
  it.each(setups)('finds nothing in $id', (setup) => {
    expect(lintSetup(setup, { definitions })).toEqual([])
  })

  it('finds nothing in the example', () => {
    expect(lintSetup(base, known)).toEqual([])
  })

  it.each(counterexamples)('names the rule that %s breaks, and no other', (name, { change, expect: expected }) => {
    const issues = lintSetup(applyChanges(base, change), known)
    expect(issues).toContainEqual(expect.objectContaining(expected))
    expect([...new Set(issues.map(({ code }) => code))]).toEqual([expected.code])
    expect(name.split('--')[0]).toBe(expected.code)
    for (const issue of issues) {
      expect(issue.message).toMatch(/\.$/)
      expect(issue.severity).toBe(issue.code === 'guide-opened' ? 'warning' : 'error')
    }
  })

  it('has a counter-example for every rule that a setup can break', () => {
    const rules = [...setupShapeRules, ...formRules, ...setupRules].map(({ id }) => id)
    const broken = counterexamples.map(([, { expect: expected }]) => expected.code)
    expect([...new Set(broken)].sort()).toEqual([...new Set(rules)].filter((id) => !ofBranches.has(id)).sort())
  })

  it('does not ask for sources nobody told it of', () => {
    const change: Change = { op: 'replace', path: '/settings/options/area/source', value: 'source.anything' }
    expect(lintSetup(applyChanges(base, [change]), { definitions: known.definitions })).toEqual([])
  })

  it('answers in issues, never in exceptions, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(lintSetup(json, known).length).toBeGreaterThan(0)
      }),
    )
  })

  it('answers in issues, never in exceptions, whatever part of a setup is another JSON', () => {
    const names = fc.constantFrom('__proto__', 'constructor', 'toString', 'source.constructor', 'constructor.shop', '{')
    fc.assert(
      fc.property(
        fc.constantFrom(...pointersOf(base)),
        fc.oneof(fc.jsonValue(), names, fc.array(names, { minLength: 1, maxLength: 2 })),
        (path, value) => {
          for (const issue of lintSetup(applyChanges(base, [{ op: 'replace', path, value }]), known)) {
            expect(issue).toMatchObject({ code: expect.any(String), message: expect.any(String) })
          }
        },
      ),
      { numRuns: 3_000 },
    )
  })
})
