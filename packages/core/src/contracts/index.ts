export { type AdapterCase, adapterContract } from './adapter-contract.ts'
export { dataKeyStoreContract } from './data-key-store-contract.ts'
export { jobQueueContract } from './job-queue-contract.ts'
export {
  accessRecord,
  auditEntry,
  authorizationRecord,
  connectionRecord,
  dataKeyRecord,
  grantRecord,
  insertDataKeys,
  oauthClientRecord,
  setupRecord,
} from './records.ts'
export type { ContractExpectation, ContractRunner } from './runner.ts'
export { storeContract } from './store-contract.ts'
export { vaultContract } from './vault-contract.ts'
