/** A command of the command line, as far as pages tell of it. */
export interface ShownCommand {
  readonly usage: string
  readonly options?: readonly (readonly [string, string])[]
}

/** A command with actions, such as `setup`. */
export interface ShownGroup {
  readonly usage: string
  readonly actions: () => Promise<readonly ShownCommand[]>
}

export interface Program {
  readonly commands: readonly (ShownCommand | ShownGroup)[]
  /** Help, as commander prints it. */
  help(words: readonly string[]): Promise<string>
}

interface HelpContext {
  readonly terminal: { out(text: string): void; err(text: string): void }
}

/** The command line's own table and program. */
export async function loadProgram(): Promise<Program> {
  // What its build sets.
  Object.assign(globalThis, { VERSION: '' })
  const at = (file: string): string => new URL(`../../packages/cli/src/${file}`, import.meta.url).href
  const { commands } = (await import(at('commands.ts'))) as Pick<Program, 'commands'>
  const { runProgram } = (await import(at('program.ts'))) as {
    runProgram: (argv: readonly string[], context: HelpContext) => Promise<number>
  }
  return {
    commands,
    help: async (words) => {
      const said: string[] = []
      const tell = (text: string): void => {
        said.push(text)
      }
      // Help needs nothing else of the context.
      await runProgram([...words, '--help'], { terminal: { out: tell, err: tell } })
      return said.join('\n').trim()
    },
  }
}

/** Names of all commands, the actions of a group behind the group, as in `setup start`. */
export async function commandNames({ commands }: Program): Promise<string[]> {
  const names: string[] = []
  for (const row of commands) {
    names.push(nameOf(row))
    if (!('actions' in row)) continue
    for (const action of await row.actions()) names.push(`${nameOf(row)} ${nameOf(action)}`)
  }
  return names
}

export const nameOf = ({ usage }: ShownCommand | ShownGroup): string => usage.split(' ', 1)[0] ?? usage
