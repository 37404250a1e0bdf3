import { stripVTControlCharacters } from 'node:util'

/** What follows a break stands this much further in than its line began. */
const HANGING = 2

/** How a command begins that is there to be copied: a break in it would make two of it. */
const COMMAND = /^ *\$ /

/** A text whose lines, other than commands, are broken at spaces where they are longer than so many columns. */
export function wrap(text: string, columns: number): string {
  if (text.length <= columns) return text
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n')
}

function wrapLine(line: string, columns: number): string {
  if (widthOf(line) <= columns || COMMAND.test(line)) return line
  const lead = /^ */.exec(line)?.[0] ?? ''
  const [first = '', ...words] = line.slice(lead.length).split(' ')
  const lines: string[] = []
  let current = lead + first
  for (const word of words) {
    if (widthOf(`${current} ${word}`) <= columns) current += ` ${word}`
    else if (word !== '') {
      lines.push(current.trimEnd())
      current = lead + ' '.repeat(HANGING) + word
    }
  }
  return [...lines, current].join('\n')
}

const widthOf = (text: string): number => stripVTControlCharacters(text).length
