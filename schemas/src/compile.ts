import { type EditOptions, toEdit } from './generate/to-edit.ts'
import { toForm } from './generate/to-form.ts'
import { type JsonFormsUiSchema, toJsonForms } from './generate/to-json-forms.ts'
import { type RjsfUiSchema, toRjsf } from './generate/to-rjsf.ts'
import { toUnion, type UnionSchema } from './generate/to-union.ts'
import type { Definition, FormSchema } from './generated/definition.ts'
import type { ValidationError } from './generated/validate-definition.js'
import { lintDefinition } from './lint/lint-definition.ts'
import type { LintIssue } from './lint/rule.ts'

export type { Definition, EditOptions, LintIssue, ValidationError }

/** A compiled schema. `errors` is what the last call found, in ajv's shape. */
export interface SchemaValidator {
  (data: unknown): unknown
  errors?: readonly ValidationError[] | null | undefined
}

/** The part of ajv that is used; the caller chooses which ajv, with which formats. https://ajv.js.org/api.html */
export interface SchemaCompiler {
  compile(schema: object): SchemaValidator
}

/** What the build makes of a definition of this package, made of any other one at run time. */
export interface CompiledDefinition {
  readonly definition: Definition
  readonly form: FormSchema
  readonly union: UnionSchema
  readonly rjsf: RjsfUiSchema
  readonly jsonforms: JsonFormsUiSchema
  readonly edit: (options: EditOptions) => FormSchema
  readonly validate: SchemaValidator
}

export type CompileResult =
  | { readonly ok: true; readonly compiled: CompiledDefinition; readonly issues: readonly LintIssue[] }
  | { readonly ok: false; readonly issues: readonly LintIssue[] }

export interface CompileOptions {
  /** An ajv that knows the formats of ajv-formats: `addFormats(new Ajv({ allErrors: true }))`. */
  readonly ajv: SchemaCompiler
}

/**
 * Lints a definition and generates everything from it. Where the linter finds an error nothing is generated;
 * warnings come with the result.
 */
export function compileDefinition(json: unknown, { ajv }: CompileOptions): CompileResult {
  const issues = lintDefinition(json)
  if (issues.some(({ severity }) => severity === 'error')) return { ok: false, issues }

  const definition = json as Definition
  const form = toForm(definition)
  const compiled: CompiledDefinition = {
    definition,
    form,
    union: toUnion(definition),
    rjsf: toRjsf(definition),
    jsonforms: toJsonForms(definition),
    edit: (options) => toEdit(definition, options),
    validate: ajv.compile(form),
  }
  return { ok: true, compiled: Object.freeze(compiled), issues }
}
