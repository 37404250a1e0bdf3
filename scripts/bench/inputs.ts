import definition from '@connform/schemas/bigcommerce-rest'

/** Filled forms to rotate through, so that no branch is learnt from one object. */
export const BATCH = 256

/** A repeatable stream of numbers in 0..1 (mulberry32), so that two runs time the same texts. */
function randomStream(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const random = randomStream(20_260_101)
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
const word = (length: number): string =>
  Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('')

const scopesField = definition.form.allOf?.[0]?.then.properties['scopes']
export const scopeIds: readonly string[] = (scopesField?.items?.oneOf ?? []).map((option) => option.const)

export const tokenForms = Array.from({ length: BATCH }, (_, index) => ({
  name: `Store ${index}`,
  authType: 'token',
  storeHash: word(10),
  accessToken: word(31),
  clientId: word(31),
}))

export const oauthForms = Array.from({ length: BATCH }, (_, index) => ({
  name: `Store ${index}`,
  authType: 'oauth2',
  storeHash: word(10),
  oauthClient: word(20),
  scopes: Array.from({ length: 6 }, (_unused, place) => scopeIds[(index + place * 7) % scopeIds.length] ?? ''),
  redirectUri: `https://app.example.com/callback/${index}`,
}))

/** Token forms without the token: the commonest mistake. */
export const invalidForms = tokenForms.map(({ accessToken: _, ...rest }) => rest)
