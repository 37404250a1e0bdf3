import { type Component, component, flag, listOf, mapOf, object, ref, text } from './json-schema.ts'

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
      notices: listOf(mapOf()),
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
