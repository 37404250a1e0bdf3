import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formRules, meaningRules } from '../src/lint/rules.ts'
import { shapeRules } from '../src/lint/shape-rules.ts'
import { lintDefinition } from '../src/lint.ts'
import { definitions } from './support/definitions.ts'
import { readFolder, readJson } from './support/files.ts'
import { applyChanges, type Change } from './support/json-patch.ts'
import { pointersOf } from './support/pointers-of.ts'

interface Counterexample {
  readonly change: readonly Change[]
  readonly expect: { readonly code: string; readonly path: readonly string[] }
}

const base = readJson('examples/definition/small-shop.json')
const counterexamples = readFolder<Counterexample>('counterexamples/definition')

describe('lintDefinition', () => {
  it.each(definitions)('finds nothing in $id', (definition) => {
    expect(lintDefinition(definition)).toEqual([])
  })

  it.each(readFolder('examples/definition'))('finds nothing in the example %s', (_, definition) => {
    expect(lintDefinition(definition)).toEqual([])
  })

  it.each(counterexamples)('names the rule that %s breaks, and no other', (name, { change, expect: expected }) => {
    const issues = lintDefinition(applyChanges(base, change))
    expect(issues).toContainEqual(expect.objectContaining(expected))
    expect([...new Set(issues.map(({ code }) => code))]).toEqual([expected.code])
    expect(name.split('--')[0]).toBe(expected.code)
    for (const issue of issues) {
      expect(issue.message).toMatch(/\.$/)
      expect(issue.severity).toBe(issue.code === 'guide-opened' ? 'warning' : 'error')
    }
  })

  it('has a counter-example for every rule', () => {
    const rules = new Set([...shapeRules, ...formRules, ...meaningRules].map(({ id }) => id))
    expect(
      [
        ...new Set(
          counterexamples.map(
            ([
              ,
              {
                expect: { code },
              },
            ]) => code,
          ),
        ),
      ].sort(),
    ).toEqual([...rules].sort())
  })

  it('answers in issues, never in exceptions, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(lintDefinition(json).length).toBeGreaterThan(0)
      }),
    )
  })

  it('answers in issues, never in exceptions, whatever part of a definition is another JSON', () => {
    const pointers = pointersOf(base)
    fc.assert(
      fc.property(fc.constantFrom(...pointers), fc.jsonValue(), (path, value) => {
        const issues = lintDefinition(applyChanges(base, [{ op: 'replace', path, value }]))
        for (const issue of issues)
          expect(issue).toMatchObject({ code: expect.any(String), message: expect.any(String) })
      }),
      { numRuns: 2_000 },
    )
  })

  it('reads a test body nested deeper than the stack', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(200_000)}"{shops}"${']'.repeat(200_000)}`)
    const { test } = base as { test: { steps: { body?: unknown }[] } }
    const steps = test.steps.map((step, index) => (index === 1 ? { ...step, body: deep } : step))
    expect(lintDefinition({ ...(base as object), test: { ...test, steps } }).map(({ code }) => code)).toEqual([
      'placeholder-known',
    ])
  })
})
