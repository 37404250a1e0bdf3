// --- vocabulary ---

// --- adapters ---
export { definitionAdapter } from './adapter/definition-adapter.ts'
export { signRequest } from './adapter/sign-request.ts'
export type * from './definition.ts'
export { causes } from './definition.ts'
// --- edit ---
export {
  type EditPlan,
  type PlanEditOptions,
  planEdit,
  type SavedConnection,
  type SecretOperation,
} from './edit/plan-edit.ts'
export { ConnformError, type ErrorCode, StoreConflictError, TransportError, type TransportReason } from './errors.ts'

// --- the way of a value ---
export { type Prepared, type PrepareOptions, prepare } from './form/prepare.ts'
export type { Change, Issue } from './issue.ts'
export { maskValues } from './mask-values.ts'
// --- notices ---
export { type ActiveNotice, activeNotices } from './notices.ts'
export type * from './ports.ts'
export { MASK, Secret } from './secret.ts'
export { runTest } from './test/run-test.ts'
export type { Subject } from './test/send-signed.ts'
export { type CleanedText, cleanText, type Removed } from './text/clean-text.ts'

// --- words ---
export { nearest } from './text/nearest.ts'
export { fillTemplate, fillUrlTemplate, placeholdersOf } from './text/template.ts'
