// --- the vault ---

// --- the key that wraps data keys ---
export { type DataKeyContext, type KeyEncryptionKey, keyFromBytes } from './key-encryption-key.ts'
export { type KeyFile, type KeyFileOptions, openKeyFile } from './key-file.ts'
export type { VaultLimits } from './limits.ts'
export { memoryDataKeys } from './memory-data-keys.ts'
export { openVault, type VaultOptions } from './open-vault.ts'
