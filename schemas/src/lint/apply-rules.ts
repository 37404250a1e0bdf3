import type { LintIssue, Rule } from './rule.ts'

/** Every place where a rule is broken. */
export function applyRules<Of>(rules: readonly Rule<Of>[], subject: Of): LintIssue[] {
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
