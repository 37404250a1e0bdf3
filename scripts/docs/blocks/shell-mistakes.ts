import { nameOf, type Program } from '../command-table.ts'

/** What a shell line may use. */
export interface Known {
  readonly commands: Program['commands']
  /** Scripts of the repository. */
  readonly scripts: ReadonlySet<string>
}

/** What is wrong with the lines of a shell block that call connform or a script of the repository; nothing is run. */
export async function shellMistakes(text: string, known: Known): Promise<string[]> {
  const lines = text
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.replace(/^\s*\$ /, '').replace(/\s+#.*$/, ''))
  const found: string[] = []
  for (const line of lines) {
    for (const part of line.split(/ (?:\||&&|;) /)) {
      const mistake = await mistakeIn(wordsOf(part), known)
      if (mistake !== undefined) found.push(`${part.trim()}: ${mistake}`)
    }
  }
  return found
}

async function mistakeIn(words: readonly string[], { commands, scripts }: Known): Promise<string | undefined> {
  const [program, ...rest] = words.filter((word) => !/^[A-Z_]+=/.test(word))
  if (program === 'npm') {
    const [verb, ...more] = rest
    const script = verb === 'start' || verb === 'test' ? verb : more.find((word) => !word.startsWith('-'))
    if (verb !== 'run' && verb !== 'start' && verb !== 'test') return undefined
    if (script === undefined || !scripts.has(script)) return `there is no script ${script ?? ''}`
    return script === 'connform' ? commandMistake(rest.slice(rest.indexOf('--') + 1), commands) : undefined
  }
  return program === 'connform' ? commandMistake(rest, commands) : undefined
}

async function commandMistake(words: readonly string[], commands: Known['commands']): Promise<string | undefined> {
  const [name = '', action = ''] = words
  if (name.startsWith('-')) return undefined
  const found = commands.find((row) => nameOf(row) === name)
  if (found === undefined) return `there is no command ${name}`
  const row = 'actions' in found ? (await found.actions()).find((each) => nameOf(each) === action) : found
  if (row === undefined) return action.startsWith('-') ? undefined : `${name} has no action ${action}`
  const flags = new Set(['--json', '--help', ...(row.options ?? []).flatMap(([flag]) => flag.match(/--[\w-]+/g) ?? [])])
  const unknown = words.find((word) => word.startsWith('--') && word !== '--' && !flags.has(word.split('=')[0] ?? ''))
  return unknown === undefined ? undefined : `${name} has no option ${unknown}`
}

/** As a shell splits them, as far as our pages need it. */
function wordsOf(line: string): string[] {
  return (line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []).map((word) => word.replaceAll(/['"]/g, ''))
}
