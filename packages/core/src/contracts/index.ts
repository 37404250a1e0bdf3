export { dataKeyStoreContract } from './data-key-store-contract.ts'
export type { ContractExpectation, ContractRunner } from './runner.ts'
export { storeContract } from './store-contract.ts'
export { vaultContract } from './vault-contract.ts'
