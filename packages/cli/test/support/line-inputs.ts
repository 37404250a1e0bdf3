import fc from 'fast-check'

/** Stands in every secret, and in broken lines. */
export const CANARY = 'canary7in7a7line'

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    ' Main ',
    '\u2028',
    '\u007f',
    '\u0085',
    '\u202e',
    '"',
    '\\',
    '\ud800',
    '\u001b[31m',
    'Ünï',
    'x'.repeat(300),
  ),
)

const tokenForm = fc.record(
  {
    name: text,
    authType: fc.constantFrom('token', ' token', 'basic', 'oauth2', 'nothing'),
    storeHash: fc.constantFrom('abc123xyz', ' ABC123XYZ ', 'https://store-abc123xyz.mybigcommerce.com/manage', '?'),
    accessToken: text.map((some) => `${CANARY}${some}`),
    clientSecret: fc.constant(CANARY),
    clientId: text,
    [CANARY]: text,
  },
  { requiredKeys: [] },
)

const oauthForm = fc.record({
  name: text,
  authType: fc.constant('oauth2'),
  storeHash: fc.constant('abc123xyz'),
  oauthClient: fc.constant('client'),
  scopes: fc.array(fc.constantFrom('store_v2_products', ' store_v2_orders', 'nothing'), { maxLength: 4 }),
  redirectUri: fc.webUrl(),
})

const bytes = (line: fc.Arbitrary<string>): fc.Arbitrary<Buffer> => line.map((some) => Buffer.from(some))
const withoutFeed = (line: string): string => line.replaceAll('\n', ' ')

/** A line of a file that people fill in, without what ends it. */
const line: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 4, arbitrary: bytes(tokenForm.map((form) => JSON.stringify(form))) },
  { weight: 2, arbitrary: bytes(oauthForm.map((form) => JSON.stringify(form))) },
  bytes(fc.json().map(withoutFeed)),
  bytes(text.map((some) => withoutFeed(`{"accessToken":"${CANARY}" "${some}`))),
  bytes(fc.constantFrom('', ' ', '\t', '\ufeff', '\ufeff{}', 'null', '[]', '{"__proto__":{}}', '{"constructor":1}')),
  fc.uint8Array({ maxLength: 8 }).map((some) => Buffer.from(some.map((byte) => (byte === 0x0a ? 0xff : byte)))),
)

/** Files of lines, of all that ends a line or does not. */
export const lineFile: fc.Arbitrary<Buffer> = fc
  .record({
    mark: fc.boolean(),
    lines: fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 40 }),
    last: fc.option(line, { nil: Buffer.alloc(0) }),
  })
  .map(({ mark, lines, last }) =>
    Buffer.concat([
      Buffer.from(mark ? '\ufeff' : ''),
      ...lines.flatMap(([bytes, end]) => [bytes, Buffer.from(end)]),
      last,
    ]),
  )
