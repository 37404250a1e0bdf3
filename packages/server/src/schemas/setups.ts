import { type Component, component, flag, listOf, mapOf, moment, object, orNull, ref, text } from './json-schema.ts'

export const resetKinds = ['keep-store', 'delete-store'] as const
export const setupStatuses = ['active', 'inactive', 'failing'] as const
export const setupSorts = ['name', 'address', 'status', 'createdAt', 'updatedAt'] as const
const slotStates = ['empty', 'pending', 'untested', 'failing', 'inactive', 'works'] as const

const reset = { type: 'string', enum: [...resetKinds] }
const hints = { ...listOf(text), description: 'What to do about it, where it does not work.' }
const lockedFields = { ...listOf(text), description: 'Names of settings, or `slot.field`.' }

/** Setups: flows over several connections. */
export const setupComponents: readonly Component[] = Object.freeze([
  component('SetupDocument', 'A flow over several connections (setup.schema.json of @connform/schemas).', {
    type: 'object',
    additionalProperties: true,
  }),
  component(
    'SetupDocumentList',
    'The setups that can be started.',
    object({ documents: listOf(ref('SetupDocument')) }),
  ),
  component(
    'Setup',
    'A started setup as it is read.',
    object({
      id: text,
      document: { ...text, description: 'Id of the document it follows.' },
      documentVersion: text,
      name: text,
      slots: {
        ...mapOf(object({ connection: { oneOf: [ref('Connection'), { type: 'null' }] }, made: flag })),
        description: 'The connection of each slot that has one; null where it was removed since.',
      },
      settings: mapOf(),
      usedAt: orNull('string', { format: 'date-time', description: 'Null before the first use.' }),
      revision: { type: 'integer', minimum: 1 },
      createdAt: moment,
      updatedAt: moment,
    }),
  ),
  component('SetupList', 'Setups that were started.', object({ setups: listOf(ref('Setup')) })),
  component(
    'SlotStatus',
    'How far a slot is.',
    object(
      { slot: text, title: text, state: { type: 'string', enum: [...slotStates] }, message: text, hints },
      {
        connection: { ...text, description: 'Id of the connection.' },
      },
    ),
  ),
  component(
    'SectionStatus',
    'How far a section is.',
    object({
      id: text,
      title: text,
      open: { ...flag, description: 'False until every slot it requires works.' },
      done: { ...flag, description: 'Everything it asks for is there.' },
      reasons: { ...listOf(ref('Issue')), description: 'Why it is locked, and what to do.' },
    }),
  ),
  component(
    'Guard',
    'What a change of locked fields would do. Ask a person, then send it again with `confirm` holding `fields`.',
    object({ fields: lockedFields, reset, warning: text }),
  ),
  component(
    'SetupStatus',
    'Where a setup stands.',
    object({
      setup: ref('Setup'),
      slots: listOf(ref('SlotStatus')),
      sections: listOf(ref('SectionStatus')),
      cleaning: {
        description: 'Set where a locked field is not what it was at the first use.',
        oneOf: [object({ fields: lockedFields, reset, warning: text }), { type: 'null' }],
      },
      ready: { ...flag, description: 'Every section is done, and no cleaning is due.' },
      next: orNull('string', { description: 'Id of the first open section that is not done.' }),
    }),
  ),
  component(
    'SavedSetup',
    'A save that worked.',
    object(
      {
        setup: ref('Setup'),
        issues: { ...listOf(ref('Issue')), description: 'Warnings that did not stand in the way.' },
        changes: listOf(ref('Change')),
      },
      { test: ref('TestResult'), reset: { ...reset, description: 'The reset that was made with the change.' } },
    ),
  ),
  component(
    'SlotForm',
    "A slot as people fill it in: the definition's form in the setup's words.",
    object({
      slot: text,
      definition: { ...text, description: 'Id of the definition; what a secret field is sealed for.' },
      form: mapOf(),
      uiSchema: mapOf(),
      values: { ...mapOf(), description: 'What an edit begins with. Empty where nothing is connected.' },
      secrets: mapOf(object({ set: { const: true }, updatedAt: moment })),
    }),
  ),
])
