const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Lower-case letters and digits, as BigCommerce's own access tokens are. */
export const randomText = (length: number): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(length)), (number) => letters[number % letters.length]).join('')
