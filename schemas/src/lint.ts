export { lintDefinition } from './lint/lint-definition.ts'
export type { LintIssue } from './lint/rule.ts'
