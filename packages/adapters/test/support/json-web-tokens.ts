/** A text shaped like a JSON Web Token with these claims; `signature` is no signature. */
export const jsonWebToken = (claims: object, signature: string): string =>
  [JSON.stringify({ typ: 'JWT', alg: 'ES256' }), JSON.stringify(claims)]
    .map((part) => Buffer.from(part).toString('base64url'))
    .concat(signature)
    .join('.')

/** With the claims that storefront tokens have: `eat` for their end, `cid` for their channels. */
export const storefrontToken = (signature: string): string =>
  jsonWebToken(
    { cid: [1], cors: [], eat: 1_885_635_176, iat: 1_760_000_000, iss: 'BC', sid: 1, sub: 'BC', token_type: 1 },
    signature,
  )
