import { type Adapter, ConnformError, type Credentials, type Definition, type TestResult } from '@connform/core'
import type { TestOptions } from './connections.ts'
import type { Context } from './context.ts'

/** What is tested: the code of its definition, and what its requests are signed with. */
export interface Subject {
  readonly adapter: Adapter
  readonly credentials: Credentials
}

/** One real request through the one door, by the code that signs production requests. */
export function runTest(
  { http, clock }: Pick<Context, 'http' | 'clock'>,
  { adapter, credentials }: Subject,
  { profile, signal, onStep }: TestOptions,
): Promise<TestResult> {
  const requiredScopes = scopesOf(adapter.definition, profile)
  return adapter.test(credentials, {
    http,
    clock,
    ...(requiredScopes === undefined ? {} : { requiredScopes }),
    ...(signal === undefined ? {} : { signal }),
    ...(onStep === undefined ? {} : { onStep }),
  })
}

/** The scopes a profile asks for. Throws `ERR_OPTION_INVALID`, naming the profiles there are. */
export function scopesOf(definition: Definition, profile: string | undefined): readonly string[] | undefined {
  if (profile === undefined) return undefined
  const profiles = definition.scopes?.profiles ?? {}
  const wanted = Object.hasOwn(profiles, profile) ? profiles[profile] : undefined
  if (wanted !== undefined) return wanted.required
  throw new ConnformError(
    'ERR_OPTION_INVALID',
    `${definition.title} has no such scope profile.`,
    `Profiles: ${Object.keys(profiles).join(', ') || 'none'}.`,
  )
}
