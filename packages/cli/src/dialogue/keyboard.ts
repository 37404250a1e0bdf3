import { PassThrough, type Readable } from 'node:stream'

/** What a person types, for prompts to read from; pasted text of several lines arrives in one piece. */
export interface Keyboard {
  /** What every prompt is given: where to read, and when to give up. */
  readonly source: { readonly input: Readable; readonly signal: AbortSignal }
  /** Hands over each pasted text of several lines; the prompt gets what is returned, as if it had been typed. */
  onPaste(take: (text: string) => string): void
  close(): void
}

// A prompt ends with the first line break, and the lines after it would answer the questions that follow, in clear.
// Terminals mark pasted text when they are asked to; in one that does not, text that arrives with a line break inside
// was not typed either. https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Bracketed-Paste-Mode
const ASK_FOR_MARKS = '\u001b[?2004h'
const NO_MORE_MARKS = '\u001b[?2004l'
const PASTE_BEGINS = '\u001b[200~'
const PASTE_ENDS = '\u001b[201~'

/** The keyboard of this process's terminal. Close it to give the terminal back. */
export function openKeyboard(signal: AbortSignal): Keyboard {
  const { stdin, stdout } = process
  // Prompts switch line editing off and on through the stream they read from.
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (raw: boolean) => stdin.setRawMode(raw),
  })
  let take: (text: string) => string = oneLine
  let pasting: string | undefined
  const read = (chunk: Buffer) => {
    let text = chunk.toString('utf8')
    if (pasting === undefined && !text.includes(PASTE_BEGINS)) {
      input.write(/[\r\n][^\r\n]/.test(text) ? take(text) : text)
      return
    }
    if (pasting === undefined) {
      const begin = text.indexOf(PASTE_BEGINS)
      if (begin > 0) input.write(text.slice(0, begin))
      text = text.slice(begin + PASTE_BEGINS.length)
      pasting = ''
    }
    pasting += text
    const end = pasting.indexOf(PASTE_ENDS)
    if (end < 0) return
    const pasted = pasting.slice(0, end)
    const rest = pasting.slice(end + PASTE_ENDS.length)
    pasting = undefined
    input.write(/[\r\n]/.test(pasted.trim()) ? take(pasted) : oneLine(pasted))
    if (rest !== '') input.write(rest)
  }
  stdin.on('data', read)
  stdout.write(ASK_FOR_MARKS)
  return Object.freeze<Keyboard>({
    source: { input, signal },
    onPaste: (next) => {
      take = next
    },
    close: () => {
      stdout.write(NO_MORE_MARKS)
      stdin.off('data', read)
      stdin.pause()
      input.end()
    },
  })
}

/** A text as it may be put into a line without ending it. */
export const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ').trim()
