import { noAuthType, readForm } from '../form.ts'
import type { Definition } from '../generated/definition.ts'
import { checkShape } from './check-shape.ts'
import type { LintIssue, Rule, Subject } from './rule.ts'
import { formRules, meaningRules } from './rules.ts'

/**
 * Every mistake in a definition, in plain words. Takes any JSON and never throws. Where the shape is wrong, or then the
 * form, what builds upon it is not looked at yet: its mistakes would only follow from the first.
 */
export function lintDefinition(json: unknown): LintIssue[] {
  const issues = checkShape(json)
  if (issues.length > 0) return issues

  const definition = json as Definition
  const parts = readForm(definition.form)
  const authTypes = parts.discriminator === undefined ? [noAuthType] : parts.branches.map(({ authType }) => authType)
  const subject: Subject = { definition, parts, authTypes }
  const inForm = applyRules(formRules, subject)
  return inForm.length > 0 ? inForm : applyRules(meaningRules, subject)
}

function applyRules(rules: readonly Rule[], subject: Subject): LintIssue[] {
  return rules.flatMap(({ id, message, check, severity }) =>
    check(subject).map(
      (finding): LintIssue => ({
        path: finding.path.map(String),
        code: id,
        message: finding.message,
        hint: message,
        severity: severity ?? 'error',
      }),
    ),
  )
}
