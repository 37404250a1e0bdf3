import { Command as Commander, CommanderError } from 'commander'
import type { CommandContext, CommandGroup, CommandRow } from './command.ts'
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
    .configureHelp({ subcommandTerm: termOf })
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.err(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error: /, 'connform: ')),
    })
    .addHelpText('after', AFTER_HELP)
  // The one that is meant, where it can be told; all of them for help and for suggestions.
  const meant = commands.filter(({ usage }) => nameOf(usage) === argv[0])
  const run = async (row: CommandRow, call: Call): Promise<void> => {
    const command = await row.load()
    code = await command(context, call)
  }
  for (const row of meant.length === 0 ? commands : meant) {
    if (!('actions' in row)) addCommand(program, row, run)
    else addGroup(program, row, meant.length === 0 ? [] : await row.actions(), run)
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

type Call = { words: (string | undefined)[]; options: Record<string, unknown> }

type Run = (row: CommandRow, call: Call) => Promise<void>

const nameOf = (usage: string): string => usage.split(' ', 1)[0] ?? usage

/** How a command stands in a list: with its arguments, without the options that every one has. */
const termOf = (command: Commander): string => `${command.name()} ${command.usage().replace('[options]', '').trim()}`

function addGroup(program: Commander, row: CommandGroup, actions: readonly CommandRow[], run: Run): void {
  const group = describe(program.command(nameOf(row.usage)), row)
  group.usage(row.usage.slice(nameOf(row.usage).length + 1))
  for (const action of actions) addCommand(group, action, run)
}

function addCommand(parent: Commander, row: CommandRow, run: Run): void {
  const command = describe(parent.command(row.usage), row)
  for (const [flags, description] of row.options ?? []) command.option(flags, description)
  command.option('--json', 'print JSON for programs')
  // commander hands over each argument, then the options, then the command itself.
  command.action((...received: unknown[]) => {
    const options = received.at(-2) as Record<string, unknown>
    return run(row, { words: received.slice(0, -2).flat() as (string | undefined)[], options })
  })
}

function describe(command: Commander, row: CommandRow | CommandGroup): Commander {
  return command
    .summary(row.summary)
    .description([capitalised(row.summary), row.details].filter(Boolean).join('\n\n'))
    .addHelpText('after', `\nExample:\n  $ ${row.example}`)
}

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
