import { once } from 'node:events'
import type { WorkEvent } from 'connform'
import { type Command, type CommandCall, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import type { Terminal } from '../output/terminal.ts'
import { isReaderGone } from '../output/write-now.ts'
import { UsageError } from '../usage-error.ts'

/** Works in the background until Ctrl-C, or until nobody reads what it says: tests, renews, purges, sweeps, looks for notices. */
export const work: Command = async ({ terminal, open, signal }, call) => {
  const hours = numberOption(call, 'retest-every', { least: 0, most: 24 * 365 })
  const concurrency = numberOption(call, 'concurrency', { least: 1, most: 64 })
  const connform = await open({ sealsMany: true })
  const readerGone = new AbortController()
  const tell = (event: WorkEvent): void => {
    try {
      if (call.options.json === true) terminal.jsonLines([event])
      else say(terminal, event)
    } catch (error) {
      // The work itself has not failed.
      if (!isReaderGone(error)) throw error
      readerGone.abort()
    }
  }
  const worker = await connform.work({
    ...(hours === undefined ? {} : { retestEveryMs: hours * 60 * 60 * 1000 }),
    ...(concurrency === undefined ? {} : { concurrency }),
    onEvent: tell,
  })
  terminal.err('Working in the background. Stop with Ctrl-C: what is under way is finished first.')
  const stop = AbortSignal.any([signal, readerGone.signal])
  if (!stop.aborted) await once(stop, 'abort')
  await worker.close()
  return exitCode.done
}

function numberOption(
  call: CommandCall,
  name: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  const camelled = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const text = textOption(call, camelled)
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d{1,5}$/.test(text) && value >= least && value <= most) return value
  throw new UsageError(`--${name} must be a whole number from ${least} to ${most}.`)
}

function say(terminal: Terminal, event: WorkEvent): void {
  const { style } = terminal
  switch (event.kind) {
    case 'tested': {
      const mark = event.cause === 'ok' ? style('green', '✓') : style('red', `✗ ${event.cause}`)
      terminal.out(`${mark} tested ${event.tenant} ${event.connection}`)
      return
    }
    case 'renewed':
    case 'purged':
      terminal.out(`${style('green', '✓')} ${event.kind} ${event.tenant} ${event.connection}`)
      return
    case 'swept':
      terminal.out(
        `${style('green', '✓')} swept ${event.tenant}: ${event.resealed} sealed anew, ${event.remaining} left`,
      )
      return
    case 'notice':
      terminal.out(
        `${style('yellow', '!')} ${event.tenant}: ${event.notice.title} (${event.notice.on}), ${event.connections} connections\n    → ${event.notice.action}`,
      )
      return
    case 'paused':
      terminal.out(`${style('yellow', '!')} ${event.account} is left alone until ${event.until}`)
      return
    case 'failed':
      terminal.out(`${style('red', '✗')} ${event.work} ${event.connection ?? ''}: ${event.message}`)
      return
  }
}
