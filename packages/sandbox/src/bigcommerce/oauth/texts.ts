/** What the login host says; free text, seldom a code of RFC 6749. https://github.com/matthewvolk/bigrequest/issues/114 */
export const texts = {
  invalidClientId: 'Invalid client id.',
  secretMismatch: 'Parameter client_secret does not match',
  invalidCode: 'Invalid code.',
  ownersOnly: 'Only store owners may install or update apps. Please contact the store owner for assistance',
  redirectMismatch: 'Parameter redirect_uri does not match registered URI',
} as const
