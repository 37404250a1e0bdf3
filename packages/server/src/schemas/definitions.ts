import { type Component, component, flag, listOf, mapOf, object, ref, text } from './json-schema.ts'

export const noticeEffect = { type: 'string', enum: ['warn', 'refuse-new', 'refuse-all'] }
const day = { type: 'string', format: 'date' }

/** Kinds of connections, and what is said of a form. */
export const definitionComponents: readonly Component[] = Object.freeze([
  component(
    'DefinitionDocument',
    'A definition (definition.schema.json of @connform/schemas), or what is made of it.',
    {
      type: 'object',
      additionalProperties: true,
    },
  ),
  component(
    'Notice',
    'Something dated that connections are or will be affected by.',
    object(
      {
        id: text,
        title: text,
        text,
        action: text,
        source: text,
        stages: {
          ...listOf(object({ from: day, effect: noticeEffect })),
          description: 'In force from these days (UTC) on, each until the next.',
        },
      },
      {
        authTypes: { ...listOf(text), description: 'Those it is about; every one when absent.' },
        endsOn: { ...day, description: 'Last day, in UTC, on which the affected connections work.' },
      },
    ),
  ),
  component(
    'DefinitionSummary',
    'A kind of connection in short.',
    object({
      id: text,
      version: text,
      title: text,
      description: text,
      documentation: text,
      authTypes: listOf(object({ id: text, title: text })),
      reentry: { type: 'string', enum: ['always', 'keep'] },
      notices: listOf(ref('Notice')),
    }),
  ),
  component(
    'DefinitionList',
    'The kinds of connections that can be made.',
    object({ definitions: listOf(ref('DefinitionSummary')) }),
  ),
  component(
    'Validation',
    'A form as it was read. Secrets are masked.',
    object({ valid: flag, values: mapOf(), issues: listOf(ref('Issue')), changes: listOf(ref('Change')) }),
  ),
  component('Derivation', 'What was read out of a text, each fact as a member. A secret is only named.', {
    type: 'object',
    properties: {
      form: { ...text, description: 'Which form of text it was; `none` where nothing was recognised.' },
      secretsFound: { ...listOf(text), description: 'Names of secrets that stand in the text.' },
      issues: listOf(ref('Issue')),
    },
    required: ['form'],
    additionalProperties: { type: ['string', 'number'] },
  }),
])
