import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { noAuthType } from '../src/form.ts'
import { definitions } from './support/definitions.ts'
import { home, readFolder } from './support/files.ts'
import { type Reason, reasonsOf, validatorsOf } from './support/validators.ts'

interface Counterexample {
  readonly input: unknown
  readonly expect: Reason
}

for (const definition of definitions) {
  const validators = await validatorsOf(definition)
  const examples = readFolder(`examples/${definition.id}`)
  const counterexamples = readFolder<Counterexample>(`counterexamples/${definition.id}`)

  describe(definition.id, () => {
    it('has examples and counter-examples enough', () => {
      expect(examples.length).toBeGreaterThanOrEqual(6)
      expect(counterexamples.length).toBeGreaterThanOrEqual(12)
    })

    for (const [validator, validate] of Object.entries(validators)) {
      it.each(examples)(`${validator} accepts the example %s`, (_, example) => {
        validate(example)
        expect(validate.errors ?? []).toEqual([])
      })

      it.each(counterexamples)(`${validator} refuses %s, for that reason`, (_, { input, expect: reason }) => {
        expect(validate(input)).toBe(false)
        expect(reasonsOf(validate)).toContainEqual(reason)
      })
    }

    it.each(counterexamples.filter(([, { expect: reason }]) => reason.path.length > 0))(
      'refuses %s for nothing beside that field, unless the input is empty',
      (name, { input, expect: reason }) => {
        for (const validate of Object.values(validators)) {
          validate(input)
          const fields = new Set(reasonsOf(validate).map(({ path }) => path[0] ?? ''))
          fields.delete('')
          if (name !== 'empty') expect([...fields]).toEqual([reason.path[0]])
        }
      },
    )

    it('shows every auth type in an example', () => {
      const shown = new Set(examples.map(([, example]) => (example as { authType?: string }).authType ?? noAuthType))
      expect([...shown].sort()).toEqual(Object.keys(definition.auth).sort())
    })
  })
}

it('keeps no folder of examples for a definition that is gone', () => {
  const ids = new Set(['definition', 'setup', ...definitions.map(({ id }) => id)])
  for (const folder of ['examples', 'counterexamples']) {
    expect(readdirSync(join(home, folder)).filter((name) => !ids.has(name))).toEqual([])
  }
})

it('tells a value of another branch from a good connection in the union alone', async () => {
  const [rest] = definitions.filter(({ id }) => id === 'bigcommerce-rest')
  const { 'the closed union': union, 'the validator of the build': form } = await validatorsOf(rest!)
  const switched = {
    name: 'Production store',
    authType: 'token',
    storeHash: 'abc123xyz',
    accessToken: 'example-access-token',
    clientId: 'example-client-id',
    password: 'left behind',
  }
  expect(form!(switched)).toBe(true)
  expect(union!(switched)).toBe(false)
  expect(reasonsOf(union!)).toEqual([{ path: ['password'], keyword: 'propertyNames' }])
})
