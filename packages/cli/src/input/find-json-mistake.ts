import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser'

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

/** Finds the first mistake of a text that `JSON.parse` refused, and reads no further. */
export function findJsonMistake(text: string): JsonMistake {
  const { offset, what } = firstMistake(text)
  const before = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, what }
}

interface Mistake {
  readonly offset: number
  readonly what: string
}

const UNKNOWN = 'something unexpected'
/** The parser calls itself for each bracket within another, which `JSON.parse` does not: it ends well before the stack does. */
const MAX_OPEN = 1000

function firstMistake(text: string): Mistake {
  let found: Mistake | undefined
  let open = 0
  const end = (mistake: Mistake): never => {
    found = mistake
    throw new Found()
  }
  const begin = (offset: number): void => {
    if (++open > MAX_OPEN) end({ offset, what: `a mistake behind ${MAX_OPEN} open brackets` })
  }
  const close = (): void => {
    open--
  }
  const visitor: JSONVisitor = {
    onObjectBegin: begin,
    onArrayBegin: begin,
    onObjectEnd: close,
    onArrayEnd: close,
    onError: (code, offset) => end({ offset, what: words[printParseErrorCode(code)] ?? UNKNOWN }),
  }
  try {
    visit(text, visitor, { allowTrailingComma: false, disallowComments: true })
  } catch (error) {
    if (!(error instanceof Found)) throw error
  }
  return found ?? { offset: 0, what: UNKNOWN }
}

/** Ends the reading. */
class Found extends Error {}
