const MAX_LINE_CHARACTERS = 4_000_000

/**
 * Reads newline-delimited JSON as it arrives, whatever the chunks cut in two. Blank lines are passed over. Throws a
 * `SyntaxError` at a line that is no JSON, and a `RangeError` at one of more than 4,000,000 characters.
 */
export async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown, void, undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true })
      const lines = rest.split('\n')
      rest = done ? '' : (lines.pop() ?? '')
      if (rest.length > MAX_LINE_CHARACTERS) throw new RangeError('A line of the answer is too long.')
      for (const line of lines) if (line.trim() !== '') yield JSON.parse(line)
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
