import { Command as Commander, CommanderError } from 'commander'
import type { CommandContext, CommandRow } from './command.ts'
import { commands } from './commands.ts'
import { exitCode } from './exit-code.ts'

/** Reads the command line, runs the command it names and answers with the exit code. */
export async function runProgram(argv: readonly string[], context: CommandContext): Promise<number> {
  let code: number = exitCode.done
  const program = new Commander('connform')
    .description('Connections to other systems: forms, checks, tests, sealed secrets.')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(--help shows how it is used)')
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.err(text.trimEnd()),
    })
  for (const row of commands) {
    addCommand(program, row, async (call) => {
      const command = await row.load()
      code = await command(context, call)
    })
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help and version end the parse like a mistake does, with exit code 0.
    return error.exitCode === 0 ? exitCode.done : exitCode.usage
  }
  return code
}

declare const VERSION: string

type Run = (call: { words: (string | undefined)[]; options: Record<string, unknown> }) => Promise<void>

function addCommand(program: Commander, row: CommandRow, run: Run): void {
  const command = program.command(row.usage).description(row.summary).option('--json', 'print JSON for programs')
  for (const [flags, description] of row.options ?? []) command.option(flags, description)
  command.addHelpText('after', `\nExample:\n  $ ${row.example}`)
  // commander hands over each argument, then the options, then the command itself.
  command.action((...received: unknown[]) => {
    const options = received.at(-2) as Record<string, unknown>
    return run({ words: received.slice(0, -2) as (string | undefined)[], options })
  })
}
