import { styleText } from 'node:util'

type Format = Parameters<typeof styleText>[0]

/** Where a command speaks: results on `out`, progress and prose on `err`. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  json(value: unknown): void
  /** Colours text for stdout; plain where stdout is no terminal or `NO_COLOR` is set. */
  style(format: Format, text: string): string
  /** Somebody can be asked and sees the answer. */
  readonly interactive: boolean
  /** Columns of stdout; 100 where it is no terminal. */
  readonly columns: number
}

/** The terminal of a process. */
export function processTerminal(stdout = process.stdout, stderr = process.stderr, stdin = process.stdin): Terminal {
  return Object.freeze<Terminal>({
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    json: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    // styleText looks at NO_COLOR, FORCE_COLOR and whether the stream is a terminal.
    style: (format, text) => styleText(format, text, { stream: stdout, validateStream: true }),
    interactive: stdout.isTTY === true && stdin.isTTY === true,
    columns: stdout.columns ?? 100,
  })
}
