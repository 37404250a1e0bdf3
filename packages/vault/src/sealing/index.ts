export {
  type IssuedSealingKey,
  type SealingKeys,
  type SealingKeysOptions,
  sealingKeys,
} from './sealing-keys.ts'
