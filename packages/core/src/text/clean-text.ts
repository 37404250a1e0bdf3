/** What {@link cleanText} found and removed. */
export type Removed = 'spaces' | 'line breaks' | 'invisible characters' | 'quotes'

export interface CleanedText {
  readonly text: string
  /** Empty where nothing was removed. */
  readonly removed: readonly Removed[]
}

/**
 * True for text that {@link cleanText} would leave alone. Reads every character once; printable ASCII is the common
 * case and anything else takes the slow way, so false only means "look closer".
 */
export function looksClean(text: string): boolean {
  const last = text.length - 1
  if (last < 0) return true
  for (let index = 0; index <= last; index++) {
    // One comparison for both ends of printable ASCII: what lies below wraps around to a large number.
    if ((text.charCodeAt(index) - 0x20) >>> 0 > 0x5e) return false
  }
  const first = text.charCodeAt(0)
  return first !== 0x20 && first !== 0x22 && first !== 0x27 && first !== 0x60 && text.charCodeAt(last) !== 0x20
}

/**
 * Removes what people paste by accident: spaces around the text, line breaks, a byte order mark, zero-width and
 * control characters, quotes around the whole. Cleaning twice gives the same text as cleaning once.
 */
export function cleanText(text: string): CleanedText {
  const removed = new Set<Removed>()
  let current = text
  for (;;) {
    const next = unquote(trim(dropLineBreaks(dropInvisible(current, removed), removed), removed), removed)
    if (next === current) return { text: next, removed: [...removed] }
    current = next
  }
}

// Control and format characters (soft hyphen, zero-width space, direction marks, byte order mark, tags …) other than
// tab, line breaks, joiners, and the signs of Arabic and Syriac, which are seen.
// https://www.unicode.org/reports/tr44/#General_Category_Values
const invisible = /[[\p{Cc}\p{Cf}]--[\t\r\n\u0085\u200c\u200d\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]]+/gv
// Joiners carry meaning between letters of some scripts and inside emoji, and none beside ASCII.
// https://www.unicode.org/reports/tr31/#Layout_and_Format_Control_Characters
const strayJoiner = /(?<![^\p{ASCII}\u200c\u200d])[\u200c\u200d]+|[\u200c\u200d]+(?![^\p{ASCII}\u200c\u200d])/gu

function dropInvisible(text: string, removed: Set<Removed>): string {
  const visible = text.replace(invisible, '').replace(strayJoiner, '')
  if (visible.length !== text.length) removed.add('invisible characters')
  return visible
}

const lineBreak = /[\r\n\u0085\u2028\u2029]/

function dropLineBreaks(text: string, removed: Set<Removed>): string {
  if (!lineBreak.test(text)) return text
  removed.add('line breaks')
  const lines = text.split(lineBreak)
  const joined = lines.map((line) => line.trim()).join('')
  if (joined.length < text.length - (lines.length - 1)) removed.add('spaces')
  return joined
}

function trim(text: string, removed: Set<Removed>): string {
  const trimmed = text.trim()
  if (trimmed.length !== text.length) removed.add('spaces')
  return trimmed
}

const closingQuote: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
  ['‚', '‘'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
])

/** Takes off a pair of quotes around the whole, unless the same quote stands inside too. */
function unquote(text: string, removed: Set<Removed>): string {
  const opening = text[0]
  const closing = closingQuote.get(opening ?? '')
  if (opening === undefined || closing === undefined || text.length < 2 || !text.endsWith(closing)) return text
  const inside = text.slice(1, -1)
  if (inside.includes(opening) || inside.includes(closing)) return text
  removed.add('quotes')
  return inside
}
