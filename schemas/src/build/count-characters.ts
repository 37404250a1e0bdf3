/** Characters of a text as JSON Schema counts them: a surrogate pair is one (RFC 8259 section 1). */
export default function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}
