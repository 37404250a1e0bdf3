import type { ValidationError } from '../generated/validate-definition.js'
import type { ShapeRule } from './claims.ts'
import type { LintIssue } from './rule.ts'

/** Holds the errors of other keywords together and says nothing itself. */
const silent = new Set(['if', 'propertyNames', 'anyOf'])

/** What was found, in words, per keyword of the schema; a keyword without an entry is told by its rule alone. */
const words: Readonly<Record<string, (error: ValidationError) => string>> = {
  required: ({ params }) => `${params['missingProperty']} is missing.`,
  additionalProperties: ({ params }) => `${params['additionalProperty']} has no place here.`,
  type: ({ params }) => `This is not of the type ${params['type']}.`,
  enum: ({ params }) => `This is not one of ${(params['allowedValues'] as unknown[]).join(', ')}.`,
  const: ({ params }) => `This is not ${JSON.stringify(params['allowedValue'])}.`,
  pattern: () => 'This has not the form asked for.',
  minLength: () => 'This is empty or too short.',
  maxLength: () => 'This is too long.',
  minItems: () => 'This list holds too little.',
  maxItems: () => 'This list holds too much.',
  minProperties: () => 'This holds nothing.',
  maxProperties: () => 'This holds more than one member.',
  uniqueItems: () => 'This list holds the same thing twice.',
  minimum: () => 'This number is too small.',
  maximum: () => 'This number is too large.',
  'false schema': () => 'This has no place here.',
  not: () => 'This name is taken.',
  discriminator: ({ params }) => `kind is ${JSON.stringify(params['tagValue']) ?? 'missing'}.`,
}

/** A validator out of the build. `errors` is what its last call found. */
interface ShapeValidator {
  (json: unknown): boolean
  errors?: readonly ValidationError[] | null
}

/** Checks a document against its schema; one issue per rule and place. */
export function checkShape(json: unknown, validate: ShapeValidator, rules: readonly ShapeRule[]): LintIssue[] {
  if (validate(json)) return []
  const issues = new Map<string, LintIssue>()
  for (const error of validate.errors ?? []) {
    if (silent.has(error.keyword)) continue
    const issue = toIssue(error, rules)
    const key = JSON.stringify([issue.code, issue.path, issue.code === 'shape' ? issue.message : ''])
    if (!issues.has(key)) issues.set(key, issue)
  }
  return [...issues.values()]
}

function toIssue(error: ValidationError, rules: readonly ShapeRule[]): LintIssue {
  const rule = rules.find((candidate) => candidate.claims(error))
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (error.propertyName !== undefined) path.push(error.propertyName)
  const message = words[error.keyword]?.(error) ?? rule?.message ?? ''
  return {
    path,
    code: rule?.id ?? 'shape',
    message,
    ...(rule && rule.message !== message && { hint: rule.message }),
    severity: 'error',
  }
}
