import { noticeEffect } from './definitions.ts'
import { type Component, component, count, flag, listOf, mapOf, moment, object, ref, text } from './json-schema.ts'

export const statuses = ['active', 'inactive', 'failing', 'pending', 'needs_reauth', 'uninstalled'] as const
export const sorts = [
  'name',
  'definition',
  'authType',
  'status',
  'cause',
  'testedAt',
  'createdAt',
  'updatedAt',
] as const
export const verifies = ['required', 'report', 'skip'] as const
export const reentries = ['always', 'keep'] as const

const saved = {
  connection: ref('Connection'),
  issues: { ...listOf(ref('Issue')), description: 'Warnings that did not stand in the way.' },
  changes: listOf(ref('Change')),
}

/** Connections and what comes of working with them. */
export const connectionComponents: readonly Component[] = Object.freeze([
  component(
    'ActiveNotice',
    'Something dated that a connection is affected by.',
    object(
      { id: text, title: text, text: text, action: text, source: text, effect: noticeEffect },
      { endsOn: { type: 'string', format: 'date', description: 'Last day, in UTC, on which the connection works.' } },
    ),
  ),
  component(
    'Connection',
    'A connection as it is read: every value, and of each secret only that it is set.',
    object(
      {
        id: text,
        definition: text,
        definitionVersion: text,
        name: text,
        authType: text,
        status: { type: 'string', enum: [...statuses] },
        values: mapOf(),
        secrets: mapOf(object({ set: { const: true }, updatedAt: moment })),
        derived: object({}, { baseUrl: text }),
        notices: listOf(ref('ActiveNotice')),
        lastTest: { oneOf: [ref('TestResult'), { type: 'null' }] },
        revision: { type: 'integer', minimum: 1 },
        createdAt: moment,
        updatedAt: moment,
      },
      { removedAt: moment },
    ),
  ),
  component(
    'ConnectionList',
    'One page of connections.',
    object(
      { connections: listOf(ref('Connection')) },
      { next: { ...text, description: 'Where more follow: the next `cursor`.' } },
    ),
  ),
  component('SavedConnection', 'A save that worked.', object(saved, { test: ref('TestResult'), replayed: flag })),
  component(
    'ReauthorizedConnection',
    'A connection of another auth type, and whether the token before was taken back.',
    object(saved, { test: ref('TestResult'), revoked: flag }),
  ),
  component('Removal', 'What became of a removed connection.', object({}, { revoked: flag, restorableUntil: moment })),
  component(
    'OptionList',
    "What can be chosen from one of the connected system's lists.",
    object({
      options: listOf(
        object(
          { value: text, label: text },
          {
            parent: { ...text, description: 'The option this one lies under, in a tree.' },
            facts: {
              ...mapOf({ type: ['string', 'array'], items: text }),
              description: 'What other choices depend on, such as the locales of a channel.',
            },
          },
        ),
      ),
    }),
  ),
  component('Authorization', 'An authorisation that waits for a person.', object({ url: text, expiresAt: moment })),
  component(
    'StepLine',
    'A line of an answer as it happens.',
    object(
      {},
      {
        step: object(
          { id: text, title: text, state: { type: 'string', enum: ['begun', 'done', 'failed', 'skipped'] } },
          { ms: count },
        ),
        status: { type: 'integer' },
        body: { type: 'object', additionalProperties: true },
      },
    ),
  ),
])
