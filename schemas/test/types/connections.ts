// Checked by `tsc` alone: each expected error is a mistake the types must catch. Never run.
import type { BigcommerceGraphqlConnection, BigcommerceRestConnection, Definition } from '@connform/schemas'
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

// --- what is wrong ---

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

// --- what the entry points take and give ---

export const entryPoints: readonly unknown[] = [
  definition satisfies Definition,
  toEdit(definition, { authType: 'token', reentry: 'keep' }) satisfies ReturnType<typeof toForm>,
  lintDefinition(definition),
  compileDefinition(definition, { ajv: new Ajv() }),
]
