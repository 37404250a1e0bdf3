import type { ValidationError } from '../generated/validate-definition.js'

/** A rule that a schema enforces: it claims the errors that break it. */
export interface ShapeRule {
  readonly id: string
  /** What the rule asks for, in one sentence. */
  readonly message: string
  readonly claims: (error: ValidationError) => boolean
}

export const at = (place: string) => {
  const expression = new RegExp(`^${place}$`)
  return (error: ValidationError) => expression.test(error.instancePath)
}
export const lacks = (member: string) => (error: ValidationError) =>
  error.keyword === 'required' && error.params['missingProperty'] === member
export const breaks = (keyword: string) => (error: ValidationError) => error.keyword === keyword
/** The part of that name among the definitions of the schema. */
export const within = (name: string) => (error: ValidationError) =>
  error.schemaPath.startsWith(`#/definitions/${name}/`)
export const all =
  (...claims: ShapeRule['claims'][]): ShapeRule['claims'] =>
  (error) =>
    claims.every((claim) => claim(error))
export const any =
  (...claims: ShapeRule['claims'][]): ShapeRule['claims'] =>
  (error) =>
    claims.some((claim) => claim(error))
