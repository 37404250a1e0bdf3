// --- vocabulary ---

export type * from './definition.ts'
export { causes } from './definition.ts'
export {
  ConnformError,
  type ErrorCode,
  GrantRefusedError,
  StoreConflictError,
  TransportError,
  type TransportReason,
  UnexpectedAnswerError,
} from './errors.ts'
export type { Change, Issue } from './issue.ts'
export type * from './ports.ts'
export { MASK, Secret } from './secret.ts'

// --- the way of a value ---

export { type Prepared, type PrepareOptions, prepare } from './form/prepare.ts'
export { maskValues } from './mask-values.ts'
export { type CleanedText, cleanText, type Removed } from './text/clean-text.ts'

// --- edit ---

export {
  type EditPlan,
  type PlanEditOptions,
  planEdit,
  type SavedConnection,
  type SecretOperation,
} from './edit/plan-edit.ts'

// --- notices ---

export { type ActiveNotice, activeNotices } from './notices.ts'

// --- grants ---

export { allowedHosts } from './grant/allowed-hosts.ts'
export { type CodeExchange, type CodeRefresh, exchangeCode, refreshCodeGrant } from './grant/code-grant.ts'
export type { Grant, GrantOutcome } from './grant/grant.ts'
export { type MintContext, mintGrant, revokeMinted } from './grant/minted-grant.ts'
export { passwordGrant, refreshGrant } from './grant/password-grant.ts'
export type { ClientCredentials, TokenContext } from './grant/token-endpoint.ts'

// --- setups ---

export { checkChoices } from './setup/check-choices.ts'
export { type SectionState, type SlotKnowledge, sectionOf, sectionStates } from './setup/gates.ts'
export { type BrokenLock, brokenLock, type LockedValues, lockedValues } from './setup/locks.ts'
export { dependentsOf, type OptionLists, offeredOptions, sourcesOf } from './setup/offered-options.ts'
export { type PreparedSettings, prepareSettings } from './setup/prepare-settings.ts'
export type * from './setup/setup-document.ts'
export { fixedAuthType, type SlotDefinition, slotDefinition } from './setup/slot-definition.ts'
export { type SlotInput, slotInput, slotValues } from './setup/slot-input.ts'

// --- audit ---

export { auditHash } from './audit/audit-hash.ts'

// --- adapters ---

export { definitionAdapter } from './adapter/definition-adapter.ts'
export { signRequest } from './adapter/sign-request.ts'
export type { Failure } from './test/read-answer.ts'
export { findRule, memberAt } from './test/read-answer.ts'
export { runTest } from './test/run-test.ts'
export { baseUrlOf, type Subject } from './test/send-signed.ts'

// --- words ---

export { nearest } from './text/nearest.ts'
export { fillFromValues, fillTemplate, fillUrlTemplate, placeholdersOf } from './text/template.ts'
