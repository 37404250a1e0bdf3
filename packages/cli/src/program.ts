import { Command as Commander, CommanderError } from 'commander'
import type { CommandContext, CommandRow } from './command.ts'
import { commands } from './commands.ts'
import { exitCode } from './exit-code.ts'

declare const VERSION: string

const AFTER_HELP = `
Try it without an account:
  $ connform demo

Environment:
  CONNFORM_HOME      data folder (.connform)
  CONNFORM_DATABASE  database (sqlite:.connform/connform.db)
  CONNFORM_KEY_FILE  key-encryption key (.connform/connform.key)
  CONNFORM_HOSTS     host=URL,host=URL: where requests go instead
  NO_COLOR           no colours

Exit codes: 0 done, 1 input or connection not good, 2 wrong usage, 3 not found,
4 refused, 5 provider or network, 70 our fault, 130 stopped`

/** Reads the command line, runs the command it names and answers with the exit code. */
export async function runProgram(argv: readonly string[], context: CommandContext): Promise<number> {
  let code: number = exitCode.done
  const program = new Commander('connform')
    .description('Connections to other systems: forms, checks, tests, sealed secrets.')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(--help shows how it is used)')
    .configureHelp({ subcommandTerm: (command) => usageOf(command.name()) })
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.err(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error: /, 'connform: ')),
    })
    .addHelpText('after', AFTER_HELP)
  // The one that is meant, where it can be told; all of them for help and for suggestions.
  const meant = commands.filter(({ usage }) => nameOf(usage) === argv[0])
  for (const row of meant.length === 0 ? commands : meant) {
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

type Run = (call: { words: (string | undefined)[]; options: Record<string, unknown> }) => Promise<void>

const nameOf = (usage: string): string => usage.split(' ', 1)[0] ?? usage

const usageOf = (name: string): string => commands.find(({ usage }) => nameOf(usage) === name)?.usage ?? name

function addCommand(program: Commander, row: CommandRow, run: Run): void {
  const command = program.command(row.usage).summary(row.summary)
  command.description([capitalised(row.summary), row.details].filter(Boolean).join('\n\n'))
  for (const [flags, description] of row.options ?? []) command.option(flags, description)
  command.option('--json', 'print JSON for programs')
  command.addHelpText('after', `\nExample:\n  $ ${row.example}`)
  // commander hands over each argument, then the options, then the command itself.
  command.action((...received: unknown[]) => {
    const options = received.at(-2) as Record<string, unknown>
    return run({ words: received.slice(0, -2) as (string | undefined)[], options })
  })
}

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
