import { readdirSync, readFileSync } from 'node:fs'
import { definitions } from '@connform/schemas'
import { validate as validatePim } from '@connform/schemas/akeneo-pim/validate.js'
import { validate as validateGraphql } from '@connform/schemas/bigcommerce-graphql/validate.js'
import { validate as validateRest } from '@connform/schemas/bigcommerce-rest/validate.js'
import { setups } from '@connform/schemas/setups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Definition, type Prepared, prepare, type SetupDocument } from '../src/index.ts'
import { tidyForm, untidyForm } from './support/forms-of.ts'

// Each way, so that the hand-written type and the generated one cannot drift apart.
const typed: readonly Definition[] = definitions
export const generated: typeof definitions = typed
const typedSetups: readonly SetupDocument[] = setups
export const generatedSetups: typeof setups = typedSetups

const validators: Readonly<Record<string, (data: unknown) => boolean>> = {
  'akeneo-pim': validatePim,
  'bigcommerce-graphql': validateGraphql,
  'bigcommerce-rest': validateRest,
}
/** A day on which storefront tokens are only warned about. */
const now = new Date('2026-06-30T23:59:59Z')
const folder = new URL('../../../schemas/', import.meta.url)

const read = (kind: string, id: string): [string, unknown][] =>
  readdirSync(new URL(`${kind}/${id}/`, folder)).map((name) => [
    name.replace('.json', ''),
    JSON.parse(readFileSync(new URL(`${kind}/${id}/${name}`, folder), 'utf8')),
  ])

/** Counter-examples of the schema that are mended here on purpose, with what was done about them. */
const mended: Readonly<Record<string, readonly string[]>> = {
  'store-hash-in-capitals': ['lowercased'],
  'store-hash-with-line-break': ['trimmed'],
  'channel-as-text': ['derived'],
  'url-in-capitals': ['derived'],
  'url-with-line-break': ['trimmed'],
  'url-with-path': ['derived'],
  'url-with-query': ['derived'],
  'url-with-sign-in': ['derived'],
  'url-with-slash': ['derived'],
}

const isSecret = (definition: Definition, key: string): boolean =>
  [definition.form, ...(definition.form.allOf ?? []).map((branch) => branch.then)].some(
    ({ properties }) => properties[key]?.writeOnly === true,
  )

const whole = ({ values, secrets }: Prepared) => ({
  ...values,
  ...Object.fromEntries(Object.entries(secrets).map(([key, secret]) => [key, secret.reveal()])),
})

for (const definition of typed) {
  const { id, form } = definition
  const validate = validators[id] ?? (() => expect.unreachable(`no validator of ${id}`))

  describe(`the definition ${id}`, () => {
    it.each(read('examples', id))('accepts the example %s as it stands', (_, example) => {
      const prepared = prepare(definition, example, { now })
      expect(prepared.issues.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(whole(prepared)).toMatchObject(example as object)
      expect(prepared.changes.filter(({ kind }) => kind !== 'defaulted')).toEqual([])
      expect(Object.keys(prepared.secrets).every((key) => isSecret(definition, key))).toBe(true)
    })

    it.each(read('counterexamples', id).filter(([name]) => mended[name] === undefined))(
      'refuses the counter-example %s, at the same field',
      (_, content) => {
        const { input, expect: reason } = content as { input: unknown; expect: { path: string[] } }
        const { ok, issues } = prepare(definition, input, { now })
        expect(ok).toBe(false)
        expect(issues.map(({ path }) => path[0])).toContain(reason.path[0])
      },
    )

    it.each(read('counterexamples', id).filter(([name]) => mended[name] !== undefined))(
      'mends the counter-example %s and says so',
      (name, content) => {
        const prepared = prepare(definition, (content as { input: unknown }).input, { now })
        expect(prepared.issues).toEqual([])
        expect(prepared.changes.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...(mended[name] ?? [])]))
        expect(validate(whole(prepared))).toBe(true)
      },
    )

    // Inputs that need no mending: no blank text, no number as text, no null, nothing around a text, nothing of
    // another auth type. There `prepare` forgives on purpose what the schema refuses.
    it('agrees with its JSON Schema on every input that needs no mending', () => {
      let valid = 0
      fc.assert(
        fc.property(tidyForm(definition), (input) => {
          const agreed = validate(structuredClone(input))
          if (agreed) valid++
          expect({ input, ok: prepare(definition, input, { now }).ok }).toEqual({ input, ok: agreed })
        }),
        { numRuns: 3000 },
      )
      expect(valid).toBeGreaterThan(100)
    })

    it('gives what its JSON Schema accepts, whatever it was given', () => {
      fc.assert(
        fc.property(untidyForm(form), (input) => {
          const prepared = prepare(definition, input, { now })
          if (prepared.ok) expect({ input, valid: validate(whole(prepared)) }).toEqual({ input, valid: true })
        }),
        { numRuns: 2000 },
      )
    })
  })
}
