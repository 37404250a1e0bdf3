import type { Field } from '../form.ts'

/** Characters that end a host label or a path segment, or change what the rest of an address means. */
const harmful = ['/', '?', '#', '%', '\\', '@', ':', '.', ' ']

/** Whether no value of a field can lead an address elsewhere: it stays one host label or one path segment. */
export function isHarmless({ schema }: Pick<Field, 'schema'>): boolean {
  if (schema.type !== 'string' || schema.oneOf) return true
  return schema.pattern !== undefined && !allowsHarm(schema.pattern)
}

const characterClass = /\[(?:\\.|[^\]\\])*\]/gsu
/** What is written in a pattern without standing for a character, and escapes, which must not be taken apart. */
const syntaxOrEscape = /\\.|\(\?(?:[:=!]|<[=!])|[?*+]|\{\d+(?:,\d*)?\}/gsu
/** Escapes that are not read here, such as `\p{L}`, `\W` or `\1`. */
const unread = /^\\(?![dws])[A-Za-z0-9]/u
const meanings: Readonly<Record<string, string>> = { d: '0-9', w: 'A-Za-z0-9_', s: ' ', '-': '' }

/** Reads a pattern and errs on the side of harm: what is not understood counts as harmful. */
function allowsHarm(pattern: string): boolean {
  if ((pattern.match(/\\./gsu) ?? []).some((found) => unread.test(found))) return true
  const classes = (pattern.match(characterClass) ?? []).map((whole) => whole.slice(1, -1))
  const literals = pattern
    .replace(characterClass, '')
    .replace(syntaxOrEscape, (found) => (found.startsWith('\\') ? found : ''))
  return (
    harmful.some((character) => plain(literals).includes(character)) ||
    classes.some((members) =>
      members.startsWith('^')
        ? !harmful.every((character) => holds(plain(members.slice(1)), character))
        : harmful.some((character) => holds(plain(members), character)),
    )
  )
}

function plain(text: string): string {
  return text.replace(/\\(.)/gsu, (_, character: string) => meanings[character] ?? character)
}

function holds(members: string, character: string): boolean {
  const ranges = [...members.matchAll(/(.)-(.)/gsu)]
  return members.includes(character) || ranges.some(([, from = '', to = '']) => from <= character && character <= to)
}
