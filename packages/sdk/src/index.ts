// What the functions above hand out and throw.
export {
  type ActiveNotice,
  type Adapter,
  type Cause,
  type Change,
  type Clock,
  type ConnectionStatus,
  ConnformError,
  type Definition,
  type ErrorCode,
  type Issue,
  MASK,
  type Prepared,
  Secret,
  StoreConflictError,
  type TestResult,
  TransportError,
} from '@connform/core'
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
export type { Connform, ConnformOptions, KeyOptions } from './connform.ts'
export type { Definitions } from './definitions.ts'
export type { KeyStatus, Keys } from './keys.ts'
export { openConnform } from './open-connform.ts'
