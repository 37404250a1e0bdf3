import type { Connform } from 'connform'
import type { CommandContext } from './command.ts'
import { readEnvironment } from './environment.ts'
import { exitCode } from './exit-code.ts'
import { processTerminal, type Terminal } from './output/terminal.ts'
import { UsageError } from './usage-error.ts'

/** Runs one command line in this process and answers with the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal = processTerminal()
  // A reader that has seen enough (`connform list | head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCode.done)
    throw error
  })
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  let opened: Connform | undefined
  try {
    const environment = readEnvironment()
    const context: CommandContext = {
      terminal,
      environment,
      signal: stop.signal,
      open: async () => {
        const { openFromEnvironment } = await import('./open-from-environment.ts')
        opened ??= await openFromEnvironment(environment, terminal)
        return opened
      },
    }
    const { runProgram } = await import('./program.ts')
    return await runProgram(argv, context)
  } catch (error) {
    return await report(terminal, error)
  } finally {
    await opened?.close()
  }
}

async function report(terminal: Terminal, error: unknown): Promise<number> {
  if (error instanceof UsageError) {
    say(terminal, error.message, error.hint)
    return exitCode.usage
  }
  const { describeFailure } = await import('./describe-failure.ts')
  const { message, hint, code } = describeFailure(error)
  say(terminal, message, hint)
  return code
}

function say(terminal: Terminal, message: string, hint: string | undefined): void {
  terminal.err(`connform: ${message}`)
  if (hint !== undefined) terminal.err(`  ${hint}`)
}
