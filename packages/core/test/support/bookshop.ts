import type { Adapter, Definition } from '../../src/index.ts'
import { definitionAdapter, Secret } from '../../src/index.ts'

/** A provider that does not exist, with one of everything that a form can hold. */
export const bookshop: Definition = {
  id: 'bookshop',
  version: '1.0.0',
  title: 'Bookshop',
  description: 'Sells books that nobody wrote.',
  documentation: 'https://bookshop.example/docs',
  form: {
    title: 'Bookshop connection',
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Name', minLength: 1, maxLength: 50 },
      authType: {
        type: 'string',
        title: 'Auth type',
        oneOf: [
          { const: 'key', title: 'Key' },
          { const: 'login', title: 'Login' },
        ],
      },
      shop: { type: 'string', title: 'Shop', minLength: 1, maxLength: 12, pattern: '^[a-z]{3,12}$' },
      pageSize: { type: 'integer', title: 'Page size', minimum: 1, maximum: 100, default: 20 },
      discount: { type: 'number', title: 'Discount', minimum: 0, maximum: 0.5 },
      weekly: { type: 'boolean', title: 'Weekly' },
      website: { type: 'string', title: 'Website', maxLength: 60, format: 'uri' },
    },
    required: ['name', 'authType', 'shop'],
    propertyNames: {
      enum: [
        'name',
        'authType',
        'shop',
        'pageSize',
        'discount',
        'weekly',
        'website',
        'apiKey',
        'keyId',
        'backupKey',
        'user',
        'password',
        'genres',
      ],
    },
    allOf: [
      {
        if: { properties: { authType: { const: 'key' } }, required: ['authType'] },
        then: {
          properties: {
            apiKey: {
              type: 'string',
              title: 'API key',
              minLength: 1,
              maxLength: 200,
              format: 'password',
              writeOnly: true,
            },
            keyId: { type: 'string', title: 'Key ID', minLength: 1, maxLength: 40 },
            backupKey: {
              type: 'string',
              title: 'Backup key',
              minLength: 1,
              maxLength: 200,
              format: 'password',
              writeOnly: true,
            },
          },
          required: ['apiKey', 'keyId'],
        },
      },
      {
        if: { properties: { authType: { const: 'login' } }, required: ['authType'] },
        then: {
          properties: {
            user: { type: 'string', title: 'User', minLength: 3, maxLength: 40 },
            password: {
              type: 'string',
              title: 'Password',
              minLength: 1,
              maxLength: 200,
              format: 'password',
              writeOnly: true,
            },
            genres: {
              type: 'array',
              title: 'Genres',
              minItems: 1,
              maxItems: 2,
              uniqueItems: true,
              items: {
                type: 'string',
                oneOf: [
                  { const: 'crime', title: 'Crime' },
                  { const: 'poetry', title: 'Poetry' },
                  { const: 'travel', title: 'Travel' },
                ],
              },
            },
          },
          required: ['user', 'password', 'genres'],
        },
      },
    ],
  },
  hints: {
    shop: { help: 'The first word of the address of your shop.', format: 'A shop is 3 to 12 letters, like candle.' },
    apiKey: { help: 'Shown once, under Settings.' },
  },
  guides: {},
  identity: ['authType', 'shop'],
  reentry: 'keep',
  cleaning: { shop: { case: 'lower' } },
  derive: { from: ['shop'], fill: { login: { user: 'keyId', password: 'apiKey' } } },
  request: {
    baseUrl: 'https://{shop}.bookshop.example/api',
    allowedHosts: ['*.bookshop.example'],
    headers: { Accept: 'application/json' },
  },
  auth: {
    key: { kind: 'header', header: 'X-Api-Key', value: '{apiKey}' },
    login: { kind: 'header', header: 'Authorization', value: 'Login {user}:{password}' },
  },
  test: {
    steps: [
      {
        id: 'shop',
        title: 'Reading the shop',
        method: 'GET',
        path: '/shop',
        expect: { has: ['id', 'address.city'], same: { id: '{shop}' } },
        account: { name: 'name', city: 'address.city', shelves: 'shelves', open: 'open', tags: 'tags' },
        orNextOn: ['missing_scope'],
      },
      {
        id: 'ping',
        title: 'Asking for an answer',
        method: 'POST',
        path: '/shops/{shop}/ping',
        body: { shop: '{shop}', deep: [{ text: 'from {shop}' }], count: 1 },
        expect: { has: ['pong'] },
      },
    ],
    answers: [
      {
        id: 'key-refused',
        when: { status: 401, bodyIncludes: 'UNKNOWN KEY' },
        cause: 'bad_credentials',
        message: 'The shop does not know this key.',
        hints: ['Copy the key again.'],
      },
      { id: 'refused', when: { status: 401 }, cause: 'expired', message: 'The key is too old.', hints: ['Renew it.'] },
      {
        id: 'scope',
        when: { status: 403, contentType: 'application/json' },
        cause: 'missing_scope',
        message: 'The key may not do this.',
        hints: ['Grant it more.'],
      },
      {
        id: 'busy',
        when: { status: 429, header: 'Retry-After' },
        cause: 'rate_limited',
        message: 'The shop is busy.',
        hints: ['Wait.'],
      },
      {
        id: 'overrun',
        when: { status: 429, header: '!Retry-After' },
        cause: 'store_unavailable',
        message: 'The shop is overrun.',
        hints: ['Wait longer.'],
      },
      {
        id: 'down',
        when: { status: [500, 599] },
        cause: 'store_unavailable',
        message: 'The shop is closed.',
        hints: ['Wait.'],
      },
    ],
  },
  scopes: {
    catalogue: [
      { id: 'books.read', name: 'Books', access: 'read', description: 'Read books.', group: 'books', probe: '/books' },
      {
        id: 'books.write',
        name: 'Books',
        access: 'write',
        description: 'Change books.',
        group: 'books',
        includes: ['books.read'],
      },
      { id: 'orders.read', name: 'Orders', access: 'read', description: 'Read.', group: 'orders', probe: '/orders' },
      { id: 'stock.read', name: 'Stock', access: 'read', description: 'Read stock.', group: 'stock' },
    ],
    profiles: { reader: { title: 'Reader', required: ['books.read'] } },
  },
  notices: [
    {
      id: 'no-more-logins',
      title: 'Logins end',
      text: 'Logins work until 31 May 2026.',
      action: 'Choose Key.',
      source: 'https://bookshop.example/news',
      authTypes: ['login'],
      endsOn: '2026-05-31',
      stages: [
        { from: '2026-01-01', effect: 'warn' },
        { from: '2026-03-01', effect: 'refuse-new' },
        { from: '2026-06-01', effect: 'refuse-all' },
      ],
    },
  ],
}

/** A day on which no notice of {@link bookshop} is in force. */
export const quietDay = new Date('2025-12-31T12:00:00Z')

/** Reads `https://{shop}.bookshop.example`, and `key=…`, `id=…`, `title=…` beside it. */
export const bookshopAdapter: Adapter = Object.freeze<Adapter>({
  ...definitionAdapter(bookshop),
  derive: (text) => {
    const shop = /https:\/\/([a-z]+)\.bookshop\.example/i.exec(text)?.[1]?.toLowerCase()
    const key = /key=(\S+)/.exec(text)?.[1]
    const keyId = /id=(\S+)/.exec(text)?.[1]
    const name = /title=(\S+)/.exec(text)?.[1]
    if (shop === undefined && key === undefined) return { form: 'none', values: {}, secrets: {}, issues: [] }
    return {
      form: 'address',
      values: {
        ...(shop === undefined ? {} : { shop }),
        ...(keyId === undefined ? {} : { keyId }),
        ...(name === undefined ? {} : { name }),
      },
      secrets: key === undefined ? {} : { apiKey: new Secret(key) },
      issues:
        shop === undefined
          ? [{ path: ['shop'], code: 'no_shop', message: 'No shop in this text.', severity: 'error' }]
          : [],
    }
  },
})

/** A form of auth type `key` that has nothing to be mended. */
export const keyForm = {
  name: 'Corner shop',
  authType: 'key',
  shop: 'candle',
  apiKey: 'canary-key-9b1e',
  keyId: 'id-7',
}

/** A form of auth type `login` that has nothing to be mended. */
export const loginForm = {
  name: 'Corner shop',
  authType: 'login',
  shop: 'candle',
  user: 'reader',
  password: 'canary-password-31c0',
  genres: ['crime'],
}

/** What of {@link keyForm} is stored in clear. */
export const savedKeyValues = { name: 'Corner shop', authType: 'key', shop: 'candle', pageSize: 20, keyId: 'id-7' }
