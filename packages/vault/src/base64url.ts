/**
 * The bytes of an unpadded base64url text (RFC 4648 §5), or undefined where the text is not their one canonical
 * spelling. Node's decoder also takes white space, padding, `+`, `/` and set bits behind the last byte.
 */
export function decodeBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}
