// Checked by `tsc` alone: each expected error is a mistake the types must catch. Never run.
import type {
  AkeneoPimConnection,
  BigcommerceGraphqlConnection,
  BigcommerceRestConnection,
  Definition,
} from '@connform/schemas'
import { validate as validatePim } from '@connform/schemas/akeneo-pim/validate.js'
import { definition } from '@connform/schemas/bigcommerce-rest'
import type { BigcommerceRestConnectionToken } from '@connform/schemas/bigcommerce-rest/types'
import { validate } from '@connform/schemas/bigcommerce-rest/validate.js'
import { compileDefinition } from '@connform/schemas/compile'
import { toEdit, type toForm } from '@connform/schemas/generate'
import { lintDefinition } from '@connform/schemas/lint'
import { Ajv } from 'ajv'

const shared = { name: 'Production store', storeHash: 'abc123xyz' }

// --- what is right ---

export const token: BigcommerceRestConnection = { ...shared, authType: 'token', accessToken: 'example', clientId: 'x' }
export const basic: BigcommerceRestConnection = { ...shared, authType: 'basic', username: 'x', password: 'example' }
export const oauth2: BigcommerceRestConnection = {
  ...shared,
  authType: 'oauth2',
  oauthClient: 'shop-app',
  scopes: ['store_v2_products'],
}
export const custom: BigcommerceGraphqlConnection = {
  ...shared,
  subdomain: 'celigo',
  authType: 'custom',
  accessToken: 'example',
  scopes: ['Customer'],
}
const signIn = { username: 'storefront_1234', password: 'example' }
export const pim: AkeneoPimConnection = {
  name: 'Product catalogue',
  url: 'https://example.cloud.akeneo.com',
  clientId: 'x',
  clientSecret: 'example',
  ...signIn,
}

// --- what is wrong ---

// @ts-expect-error a secret is missing
export const pimWithoutSecret: AkeneoPimConnection = { name: 'x', url: 'https://pim.example', clientId: 'x', ...signIn }

export const pimWithAuthType: AkeneoPimConnection = {
  ...pim,
  // @ts-expect-error a form without auth types has no such field
  authType: 'oauth2',
}

// @ts-expect-error a secret is missing
export const withoutSecret: BigcommerceRestConnection = { ...shared, authType: 'token', clientId: 'x' }

export const unknownAuthType: BigcommerceRestConnection = {
  ...shared,
  // @ts-expect-error no such auth type
  authType: 'apikey',
  accessToken: 'example',
  clientId: 'x',
}

export const foreignField: BigcommerceRestConnectionToken = {
  ...shared,
  authType: 'token',
  accessToken: 'example',
  clientId: 'x',
  // @ts-expect-error a field of another auth type
  password: 'example',
}

export const unknownScope: BigcommerceRestConnection = {
  ...shared,
  authType: 'oauth2',
  oauthClient: 'shop-app',
  // @ts-expect-error an alias is no scope
  scopes: ['store_v2_checkouts'],
}

// @ts-expect-error a shared field is missing
export const withoutStoreHash: BigcommerceGraphqlConnection = {
  name: 'EU storefront',
  subdomain: 'celigo',
  authType: 'token',
  accessToken: 'example',
}

export const channelAsText: BigcommerceGraphqlConnection = {
  ...shared,
  subdomain: 'celigo',
  authType: 'token',
  accessToken: 'example',
  // @ts-expect-error a channel is a number
  channelId: '1',
}

// --- telling apart ---

/** Every auth type leads somewhere, and its fields are known there. */
export function secretOf(connection: BigcommerceRestConnection): string | undefined {
  switch (connection.authType) {
    case 'basic':
      return connection.password
    case 'token':
      return connection.accessToken
    case 'oauth2':
      // @ts-expect-error an OAuth 2.0 connection holds no token
      return connection.accessToken
    default:
      return connection satisfies never
  }
}

export function nameOf(input: unknown): string | undefined {
  return validate(input) ? input.name : undefined
}

export function urlOf(input: unknown): string | undefined {
  return validatePim(input) ? input.url : undefined
}

// --- what the entry points take and give ---

export const entryPoints: readonly unknown[] = [
  definition satisfies Definition,
  toEdit(definition, { authType: 'token', reentry: 'keep' }) satisfies ReturnType<typeof toForm>,
  lintDefinition(definition),
  compileDefinition(definition, { ajv: new Ajv() }),
]
