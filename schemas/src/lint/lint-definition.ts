import { noAuthType, readForm } from '../form.ts'
import type { Definition } from '../generated/definition.ts'
import { validate } from '../generated/validate-definition.js'
import { applyRules } from './apply-rules.ts'
import { checkShape } from './check-shape.ts'
import type { LintIssue, Subject } from './rule.ts'
import { formRules, meaningRules } from './rules.ts'
import { shapeRules } from './shape-rules.ts'

/**
 * Every mistake in a definition, in plain words. Takes any JSON and never throws. Where the shape is wrong, or then the
 * form, what builds upon it is not looked at yet: its mistakes would only follow from the first.
 */
export function lintDefinition(json: unknown): LintIssue[] {
  const issues = checkShape(json, validate, shapeRules)
  if (issues.length > 0) return issues

  const definition = json as Definition
  const parts = readForm(definition.form)
  const authTypes = parts.discriminator === undefined ? [noAuthType] : parts.branches.map(({ authType }) => authType)
  const subject: Subject = { definition, parts, authTypes }
  const inForm = applyRules(formRules, subject)
  return inForm.length > 0 ? inForm : applyRules(meaningRules, subject)
}
