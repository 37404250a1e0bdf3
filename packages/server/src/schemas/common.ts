import { causes } from '@connform/core'
import { type Component, component, count, flag, listOf, mapOf, moment, object, ref, text } from './json-schema.ts'

/** What many answers hold. */
export const commonComponents: readonly Component[] = Object.freeze([
  component(
    'Issue',
    'A mistake a person can mend.',
    object(
      {
        path: { ...listOf(text), description: 'Names from the form to the field; empty for the form as a whole.' },
        code: text,
        message: text,
        severity: { enum: ['error', 'warning'], type: 'string' },
      },
      { hint: text },
    ),
  ),
  component(
    'Change',
    'What was changed for the user on the way in.',
    object({
      path: listOf(text),
      kind: { type: 'string', enum: ['trimmed', 'derived', 'lowercased', 'defaulted', 'pruned'] },
      message: text,
    }),
  ),
  component(
    'TestResult',
    'What one real request found.',
    object(
      {
        ok: flag,
        cause: { type: 'string', enum: [...causes] },
        message: text,
        hints: listOf(text),
        durationMs: count,
        testedAt: moment,
      },
      {
        httpStatus: { type: 'integer' },
        scopes: object({ granted: listOf(text), missing: listOf(text), unknown: listOf(text) }),
        account: mapOf({ type: ['string', 'number', 'boolean'] }),
      },
    ),
  ),
  component('Problem', 'What went wrong, and what to do about it (RFC 9457).', {
    ...object(
      {
        type: { type: 'string', format: 'uri' },
        title: text,
        status: { type: 'integer' },
        detail: text,
        code: text,
        requestId: text,
      },
      {
        hint: text,
        issues: listOf(ref('Issue')),
        changes: listOf(ref('Change')),
        test: ref('TestResult'),
        guard: ref('Guard'),
        current: {
          description: 'What a precondition was compared with, as it is now.',
          type: 'object',
          additionalProperties: true,
        },
      },
    ),
    examples: [
      {
        type: 'https://connform.dev/problems/err-connection-not-found',
        title: 'There is no such connection.',
        status: 404,
        detail: 'There is no connection with this id.',
        code: 'ERR_CONNECTION_NOT_FOUND',
        requestId: '7c0f2a52-6c1e-4a53-9f0e-3f0b6a1d2c11',
      },
    ],
  }),
])
