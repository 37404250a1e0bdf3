import { type Component, component, flag, listOf, moment, object, orNull, ref, text } from './json-schema.ts'

export const roles = ['viewer', 'editor', 'admin'] as const

const role = { type: 'string', enum: [...roles] }
const momentOrNull = orNull('string', { format: 'date-time' })

/** Who may do what. */
export const accessComponents: readonly Component[] = Object.freeze([
  component(
    'Session',
    'Who asks, and what they may do.',
    object(
      {
        actor: text,
        role,
        tenant: { ...text, description: 'The tenant that requests are about where they choose none.' },
        tenants: { ...text, description: '`*` for every tenant, else the one.' },
        redirectUri: {
          ...text,
          description: 'Where providers send people back to, as it has to be registered there: `oauth/callback`.',
        },
        version: text,
        features: object({ tenants: flag, setups: flag }),
      },
      {
        csrfToken: { ...text, description: 'For the header `x-csrf-token` of requests that change something.' },
        expiresAt: moment,
      },
    ),
  ),
  component(
    'ApiKey',
    'An API key as it is listed: never the key itself.',
    object({
      id: text,
      name: text,
      prefix: text,
      tenant: text,
      role,
      createdAt: moment,
      createdBy: text,
      expiresAt: momentOrNull,
      lastUsedAt: momentOrNull,
      revokedAt: momentOrNull,
    }),
  ),
  component('ApiKeyList', 'The API keys of a tenant.', object({ apiKeys: listOf(ref('ApiKey')) })),
  component(
    'CreatedApiKey',
    'A new API key. This is the only answer that ever shows it.',
    object({ apiKey: ref('ApiKey'), secret: text }),
  ),
  component(
    'SealingKey',
    'What a page needs to seal a field; nothing of it is secret.',
    object({ keyId: text, publicKey: text, expiresAt: moment, session: text }),
  ),
])
