import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'

/** Where a text stops being JSON. Counted from 1; a column counts UTF-16 units, as editors do. */
export interface JsonMistake {
  readonly line: number
  readonly column: number
  readonly what: string
}

const words: Readonly<Partial<Record<ReturnType<typeof printParseErrorCode>, string>>> = Object.freeze({
  InvalidSymbol: 'a word that is not JSON',
  InvalidNumberFormat: 'a number that is not JSON',
  PropertyNameExpected: 'a member name in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'there is more text after the end of the value',
  InvalidCommentToken: 'a comment, which JSON does not have,',
  UnexpectedEndOfString: 'a string without its closing quote',
  InvalidCharacter: 'a character that must be escaped',
  InvalidEscapeCharacter: 'an escape that is not JSON',
  InvalidUnicode: 'an escape that is not JSON',
})

/** Finds the first mistake of a text that `JSON.parse` refused. */
export function findJsonMistake(text: string): JsonMistake {
  const errors: ParseError[] = []
  parse(text, errors, { allowTrailingComma: false, disallowComments: true })
  const [first] = errors
  if (first === undefined) return { line: 1, column: 1, what: 'something unexpected' }
  const before = text.slice(0, first.offset).split(/\r\n|\r|\n/)
  const what = words[printParseErrorCode(first.error)] ?? 'something unexpected'
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, what }
}
