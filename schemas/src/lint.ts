export { lintDefinition } from './lint/lint-definition.ts'
export type { LintIssue } from './lint/rule.ts'
export { type LintSetupOptions, lintSetup } from './lint/setup/lint-setup.ts'
