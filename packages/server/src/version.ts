/** The version of this package; all packages carry one. A test compares it with package.json. */
export const VERSION = '0.1.0'
