import { type Schema, Validator } from '@cfworker/json-schema'
import type { RJSFSchema, ValidatorType } from '@rjsf/utils'

/**
 * Answers what rjsf asks of a schema while it draws a form, by reading the schema: nothing is compiled, so that a policy
 * without `unsafe-eval` holds for definitions that came at run time as well. Mistakes of what was typed are not its
 * business: they are found by the rules of `@connform/core`, the server's own.
 */
export function interpretingValidator(): ValidatorType<Readonly<Record<string, unknown>>> {
  const validators = new WeakMap<object, Validator>()
  const validatorOf = (schema: RJSFSchema): Validator => {
    const known = validators.get(schema)
    if (known !== undefined) return known
    const made = new Validator(schema as Schema, '7')
    validators.set(schema, made)
    return made
  }
  return Object.freeze<ValidatorType<Readonly<Record<string, unknown>>>>({
    isValid: (schema, data) => validatorOf(schema).validate(data).valid,
    rawValidation: () => ({ errors: [] }),
    validateFormData: () => ({ errors: [], errorSchema: {} }),
  })
}
