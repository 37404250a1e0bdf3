import type { Connform } from 'connform'
import type { CommandContext } from './command.ts'
import { readEnvironment } from './environment.ts'
import { exitCode } from './exit-code.ts'
import { processTerminal, type Terminal } from './output/terminal.ts'
import { isReaderGone } from './output/write-now.ts'
import { runProgram } from './program.ts'
import { isUsageError } from './usage-error.ts'

/** Runs one command line in this process and answers with the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal = processTerminal()
  let opened: Connform | undefined
  let stop: AbortSignal | undefined
  try {
    const environment = readEnvironment()
    const context: CommandContext = {
      terminal,
      environment,
      get signal() {
        stop ??= untilStopped()
        return stop
      },
      open: async (options) => {
        const { openFromEnvironment } = await import('./open-from-environment.ts')
        opened ??= await openFromEnvironment(environment, terminal, options)
        return opened
      },
    }
    return await runProgram(argv, context)
  } catch (error) {
    return await report(terminal, error)
  } finally {
    await opened?.close()
  }
}

/** Ends at the first Ctrl-C or kill; the next one ends the process, as it does where nobody asks for this. */
function untilStopped(): AbortSignal {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  return stop.signal
}

async function report(terminal: Terminal, error: unknown): Promise<number> {
  if (isReaderGone(error)) return exitCode.done
  if (isUsageError(error)) {
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
