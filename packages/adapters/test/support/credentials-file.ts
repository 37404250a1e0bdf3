/** Not a credential: a text of the length that access tokens have, made for the tests. */
export const fileToken = 'canary0token0000000000000000031'
/** Not a credential: 64 hexadecimal digits, made for the tests. */
export const fileSecret = 'c0ffee'.padEnd(64, '0')
export const fileClientId = 'clientid00000000000000000000031'

/** The lines of the file that the control panel offers with a new API account. */
export const fileLines: readonly string[] = [
  `ACCESS TOKEN: ${fileToken}`,
  'CLIENT NAME: My integration',
  `CLIENT ID: ${fileClientId}`,
  `CLIENT SECRET: ${fileSecret}`,
  'NAME: My integration',
  'API PATH: https://api.bigcommerce.com/stores/ci4bzn8adz/v3/',
]
