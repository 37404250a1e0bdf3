export { type AwsKmsKeyOptions, awsKmsKey } from './aws-kms-key.ts'
