/**
 * Characters of a text as JSON Schema counts them: code points, so that a surrogate pair is one. Walks over code units,
 * because an iterator over the text would make up most of a check's time.
 */
export default function countCharacters(text: string): number {
  let pairs = 0
  for (let index = 1; index < text.length; index++) {
    const isPair = (text.charCodeAt(index - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(index) & 0xfc00) === 0xdc00
    if (isPair) pairs++
  }
  return text.length - pairs
}
