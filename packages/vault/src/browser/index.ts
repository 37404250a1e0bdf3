export { type SealFieldOptions, sealField } from './seal-field.ts'
