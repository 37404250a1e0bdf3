// What the functions above hand out and throw.
export {
  type ActiveNotice,
  type Adapter,
  type AuditAction,
  type AuditEntry,
  type AuditRecord,
  type ByteStream,
  type Cause,
  type Change,
  type Clock,
  type ConnectionSort,
  type ConnectionStatus,
  ConnformError,
  type Definition,
  type Derivation,
  type ErrorCode,
  GrantRefusedError,
  type Issue,
  MASK,
  type Prepared,
  type ResetKind,
  type RewrapOptions,
  type RewrapResult,
  type Role,
  Secret,
  type SetupDocument,
  type SourceOption,
  StoreConflictError,
  type TestResult,
  TransportError,
  UnexpectedAnswerError,
} from '@connform/core'
export type {
  Access,
  ApiKey,
  CreateKeyOptions,
  CreateKeyResult,
  LoginLink,
  LoginLinkOptions,
  Principal,
  RedeemedLogin,
} from './access/access.ts'
export type { Audit, AuditCheck, AuditFilter, AuditList, AuditListOptions } from './audit/audit.ts'
export type {
  Client,
  ClientAnswer,
  ForwardAnswer,
  ForwardOptions,
  GraphqlAnswer,
  GraphqlError,
  RequestOptions,
} from './client/client.ts'
export type {
  Connection,
  ConnectionList,
  Connections,
  CreateOptions,
  ListOptions,
  SaveResult,
  TestOptions,
  UpdateOptions,
  Verify,
} from './connections/connections.ts'
export type { ReauthorizeResult } from './connections/reauthorize-connection.ts'
export type { RemoveOptions, RemoveResult } from './connections/remove-connection.ts'
export type { Connform, ConnformOptions, KeyOptions } from './connform.ts'
export type { Definitions } from './definitions.ts'
export type { KeyStatus, Keys, RotateResult, SweepOptions, SweepResult } from './keys/keys.ts'
export type { AuthorizeOptions } from './oauth/authorize-connection.ts'
export type { OAuthClient, OAuthClientResult, OAuthClients } from './oauth/oauth-clients.ts'
export type {
  AppEvent,
  AppEventResult,
  Authorization,
  AuthorizationResult,
  CallbackOptions,
  CallbackQuery,
  InstallOptions,
  OAuthCallbacks,
} from './oauth/oauth-flow.ts'
export { openConnform } from './open-connform.ts'
export type { HostListReader } from './setups/setup-context.ts'
export type {
  Cleaning,
  ConnectOptions,
  Guard,
  GuardedOptions,
  RemoveSetupOptions,
  RevisionOption,
  SaveOptions,
  SectionStatus,
  Setup,
  SetupDocuments,
  SetupEvent,
  SetupListOptions,
  SetupOptionsQuery,
  SetupResult,
  SetupStatus,
  Setups,
  SlotForm,
  SlotState,
  SlotStatus,
  StartOptions,
} from './setups/setups.ts'
export type { RemoveTenantOptions, RemoveTenantResult, TenantList, Tenants } from './tenants/tenants.ts'
export type { DueNotice, WorkEvent, Worker, WorkOptions } from './work/work.ts'
