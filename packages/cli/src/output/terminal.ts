import { fstatSync } from 'node:fs'
import { styleText } from 'node:util'
import { printable } from './printable.ts'
import { wrap } from './wrap.ts'
import { writeNow } from './write-now.ts'

type Format = Parameters<typeof styleText>[0]

/**
 * Where a command speaks: results on `out`, progress and prose on `err`. Both break lines at the terminal's edge, and
 * neither passes on control characters.
 */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  json(value: unknown): void
  /** A line of JSON per value, however long: programs read it line by line. */
  jsonLines(values: readonly unknown[]): void
  /** Colours text for stdout; plain where stdout is no terminal or `NO_COLOR` is set. */
  style(format: Format, text: string): string
  /** Somebody can be asked and sees the answer. */
  readonly interactive: boolean
  /** Columns of stdout; without end where it is no terminal, or one without a size. */
  readonly columns: number
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  // A terminal without a size says 0.
  const columns = () => stdoutTerminal()?.columns || Number.POSITIVE_INFINITY
  return Object.freeze<Terminal>({
    out: (text) => writeNow('stdout', `${wrap(printable(text), columns())}\n`),
    err: (text) => writeNow('stderr', `${wrap(printable(text), columns())}\n`),
    json: (value) => writeNow('stdout', `${printable(JSON.stringify(value, null, 2))}\n`),
    jsonLines: (values) => {
      if (values.length === 0) return
      writeNow('stdout', `${printable(values.map((value) => JSON.stringify(value)).join('\n'))}\n`)
    },
    // A terminal's stream looks at NO_COLOR by itself.
    style: (format, text) =>
      stdoutTerminal()?.hasColors() === true ? styleText(format, text, { validateStream: false }) : text,
    get interactive() {
      return stdoutTerminal() !== undefined && process.stdin.isTTY === true
    },
    get columns() {
      return columns()
    },
  })
}

/** Stdout, where it is a terminal. A pipe or a file is told by its descriptor, without making the stream. */
function stdoutTerminal(): NodeJS.WriteStream | undefined {
  if (!fstatSync(1).isCharacterDevice()) return undefined
  return process.stdout.isTTY ? process.stdout : undefined
}
