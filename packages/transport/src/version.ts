/** Of this package; equal to package.json, which a test sees to. */
export const version = '0.1.0'
