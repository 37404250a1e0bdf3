import type { Definition } from '../../generated/definition.ts'
import type { SetupDocument } from '../../generated/setup.ts'
import { validate } from '../../generated/validate-setup.js'
import { applyRules } from '../apply-rules.ts'
import { checkShape } from '../check-shape.ts'
import type { LintIssue } from '../rule.ts'
import { formRules } from '../rules.ts'
import { setupRules } from './setup-rules.ts'
import { setupShapeRules } from './setup-shape-rules.ts'
import { formOf, readSetup } from './setup-subject.ts'

export interface LintSetupOptions {
  /** Those a slot may name; each keeps the rules of `lintDefinition`. */
  readonly definitions: readonly Definition[]
  /** Names of what the system of a definition lists, by the definition's id; not checked for one that is absent. */
  readonly sources?: Readonly<Record<string, readonly string[]>>
}

/**
 * Every mistake in a setup, in plain words. Takes any JSON and never throws. Where the shape is wrong, or then the form of
 * the settings, what builds upon it is not looked at yet.
 */
export function lintSetup(json: unknown, { definitions, sources }: LintSetupOptions): LintIssue[] {
  const issues = checkShape(json, validate, setupShapeRules)
  if (issues.length > 0) return issues

  const setup = json as SetupDocument
  const inForm = applyRules(formRules, formOf(setup)).map((issue) => ({ ...issue, path: ['settings', ...issue.path] }))
  return inForm.length > 0 ? inForm : applyRules(setupRules, readSetup(setup, definitions, sources))
}
