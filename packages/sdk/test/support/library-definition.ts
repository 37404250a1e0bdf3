import type { Definition } from 'connform'
import { weather } from './weather-definition.ts'

const text = { type: 'string', minLength: 1, maxLength: 200 } as const
const secret = { ...text, format: 'password', writeOnly: true } as const
const sign = { header: 'Authorization', value: 'Bearer {token}' } as const

const endpoint = {
  tokenUrl: 'https://login.library.example/token',
  allowedHosts: ['login.library.example'],
  clientAuthentication: 'basic',
  bodyFormat: 'form',
  sign,
  answers: [
    {
      id: 'grant-ended',
      when: { status: 400, bodyIncludes: 'invalid_grant' },
      cause: 'expired',
      message: 'The library no longer accepts this authorisation.',
      hints: ['Authorise it again.'],
    },
    {
      id: 'anything-else',
      when: {},
      cause: 'unexpected_answer',
      message: 'The library answered in an unknown way.',
      hints: ['Try again.'],
    },
  ],
} as const

/** A definition of somebody's own, whose tokens come from an OAuth server and run out after an hour. */
export const library: Definition = {
  ...weather,
  id: 'library',
  title: 'Library',
  documentation: 'https://library.example/docs',
  form: {
    title: 'Library connection',
    type: 'object',
    properties: {
      name: { ...text, title: 'Name' },
      authType: {
        type: 'string',
        title: 'Auth type',
        oneOf: [
          { const: 'oauth2', title: 'OAuth 2.0' },
          { const: 'password', title: 'Password' },
        ],
      },
    },
    required: ['name', 'authType'],
    propertyNames: {
      enum: ['name', 'authType', 'oauthClient', 'scopes', 'clientId', 'clientSecret', 'username', 'password'],
    },
    allOf: [
      {
        if: { properties: { authType: { const: 'oauth2' } }, required: ['authType'] },
        then: {
          properties: {
            oauthClient: { ...text, title: 'OAuth client' },
            scopes: {
              type: 'array',
              title: 'Scopes',
              minItems: 1,
              uniqueItems: true,
              items: {
                type: 'string',
                oneOf: [
                  { const: 'books', title: 'Books' },
                  { const: 'loans', title: 'Loans' },
                ],
              },
            },
          },
          required: ['oauthClient', 'scopes'],
        },
      },
      {
        if: { properties: { authType: { const: 'password' } }, required: ['authType'] },
        then: {
          properties: {
            clientId: { ...text, title: 'Client ID' },
            clientSecret: { ...secret, title: 'Client secret' },
            username: { ...text, title: 'User name' },
            password: { ...secret, title: 'Password' },
          },
          required: ['clientId', 'clientSecret', 'username', 'password'],
        },
      },
    ],
  },
  identity: ['authType'],
  scopes: {
    catalogue: [
      { id: 'books', name: 'Books', access: 'read', description: 'Read books.', group: 'resource' },
      { id: 'loans', name: 'Loans', access: 'read', description: 'Read loans.', group: 'resource' },
    ],
    profiles: {},
  },
  request: { baseUrl: 'https://api.library.example', allowedHosts: ['api.library.example'], headers: {} },
  auth: {
    oauth2: {
      ...endpoint,
      kind: 'oauth2',
      authorizeUrl: 'https://login.library.example/authorize',
      scopeSeparator: ' ',
      callbackParameters: ['code', 'scope'],
      tokensExpire: true,
    },
    password: {
      ...endpoint,
      kind: 'oauth2-password',
      clientId: '{clientId}',
      clientSecret: '{clientSecret}',
      username: '{username}',
      password: '{password}',
    },
  },
  test: {
    steps: [
      {
        id: 'reader',
        title: 'Reading who is asking',
        method: 'GET',
        path: '/userinfo',
        expect: { has: ['sub'] },
        account: { reader: 'sub' },
      },
    ],
    answers: weather.test.answers,
  },
}
