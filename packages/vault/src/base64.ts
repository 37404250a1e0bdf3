/** The bytes of a padded base64 text (RFC 4648 §4), or undefined where the text is not their one canonical spelling. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}
