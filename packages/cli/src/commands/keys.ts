import type { Connform, KeyStatus, RotateResult, SweepResult } from 'connform'
import { type Command, type CommandCall, type CommandContext, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { type ProgressBar, progressBar } from '../output/progress-bar.ts'
import { type Column, renderTable } from '../output/table.ts'
import type { Terminal } from '../output/terminal.ts'
import { UsageError } from '../usage-error.ts'

const columns: readonly Column<KeyStatus['dataKeys'][number]>[] = [
  { title: 'DATA KEY', of: (_, { keyId }) => keyId },
  { title: 'STATE', of: (_, { state }) => state },
  { title: 'SEALED TEXTS', of: (_, { sealed }) => String(sealed ?? '') },
  { title: 'MADE', of: (_, { createdAt }) => createdAt },
  { title: 'LEASED SEALS', of: (_, { uses }) => String(uses) },
  { title: 'WRAPPED BY', of: (_, { wrappedBy }) => wrappedBy },
]

type Action = (context: CommandContext, call: CommandCall) => Promise<number>

const actions: Readonly<Record<string, Action>> = Object.freeze({ status, rotate, sweep })

/** `keys status|rotate|sweep`: which keys there are, never the keys; and new ones in their place. */
export const keys: Command = async (context, call) => {
  const name = call.words[0] ?? 'status'
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (action === undefined) {
    throw new UsageError(`keys has no action ${JSON.stringify(name)}.`, `Actions: ${Object.keys(actions).join(', ')}.`)
  }
  return action(context, call)
}

async function status({ terminal, open }: CommandContext, call: CommandCall): Promise<number> {
  const connform = await open()
  const found = await connform.keys.status({ counts: true })
  if (call.options.json) {
    terminal.json(found)
    return exitCode.done
  }
  const { file, source, id } = found.keyEncryptionKey
  terminal.out(`Key-encryption key: ${file ?? source} (${id})`)
  if (found.dataKeys.length === 0) terminal.out('No data key yet: the first saved connection makes one.')
  else terminal.out(renderTable(terminal, columns, found.dataKeys))
  return exitCode.done
}

async function rotate(context: CommandContext, call: CommandCall): Promise<number> {
  const options = sweepOptions(call)
  const connform = await context.open({ sealsMany: true })
  if (call.options['kek'] === true) return rotateKeyFile(context, connform, call)
  const { stop, onProgress } = sweepBar('keys rotate')
  const result = await connform.keys.rotate({ ...options, onProgress, signal: context.signal }).finally(stop)
  return report(context, call, result)
}

async function sweep(context: CommandContext, call: CommandCall): Promise<number> {
  const options = sweepOptions(call)
  const connform = await context.open({ sealsMany: true })
  const { stop, onProgress } = sweepBar('keys sweep')
  const result = await connform.keys.sweep({ ...options, onProgress, signal: context.signal }).finally(stop)
  return report(context, call, result)
}

/** How much there is to do is known once the first progress is told. */
function sweepBar(title: string) {
  let bar: Promise<ProgressBar> | undefined
  return {
    onProgress: ({ done, total }: { readonly done: number; readonly total: number }): void => {
      bar ??= progressBar({ title, unit: 'secrets', total })
      void bar.then((shown) => shown.update(done))
    },
    stop: async (): Promise<void> => (await bar)?.stop(),
  }
}

/** The key above the data keys: a new file in the place of the old one, or the present key of a service. */
async function rotateKeyFile(
  { terminal, signal }: CommandContext,
  { keys: all }: Connform,
  call: CommandCall,
): Promise<number> {
  const dryRun = call.options['dryRun'] === true
  const { keyEncryptionKey } = await all.status()
  const bar = await progressBar({ title: 'keys rotate --kek', unit: 'data keys' })
  const onProgress = ({ rewrapped }: { readonly rewrapped: number }): void => bar.update(rewrapped)
  const result = await all.replaceKeyFile({ dryRun, signal, onProgress }).finally(bar.stop)
  if (call.options.json) terminal.json(result)
  else if (dryRun) terminal.out(`${result.rewrapped} data keys would be wrapped anew. Nothing was changed.`)
  else {
    terminal.out(`${keyEncryptionKey.file} holds a new key; ${result.rewrapped} data keys were wrapped anew.`)
    terminal.err(`  The old key is kept in ${result.kept}: older backups of the database need it.`)
    terminal.err('  Back the new key up apart from the database, and start other processes anew.')
  }
  return exitCode.done
}

function report({ terminal, signal }: CommandContext, call: CommandCall, result: SweepResult | RotateResult): number {
  const { resealed, remaining, unopened, destroyed } = result
  const dryRun = call.options['dryRun'] === true
  const isShareDone = call.options['share'] !== undefined && unopened === 0 && !signal.aborted
  if (call.options.json) terminal.json(result)
  else if (dryRun) terminal.out(`${resealed} sealed texts would be sealed anew. Nothing was changed.`)
  else {
    if ('keyId' in result) terminal.out(`New data key ${result.keyId}.`)
    terminal.out(
      `${resealed} sealed anew, ${remaining} left under older keys, ${destroyed.length} older keys destroyed.`,
    )
    if (unopened > 0)
      terminal.err(`${unopened} do not open, so their key is kept. Type their secrets again: connform edit`)
    else if (remaining > 0 && isShareDone) terminal.err('The rest is for the other shares.')
    else if (remaining > 0) sayHowToGoOn(terminal, signal.aborted)
  }
  return dryRun || remaining === 0 || isShareDone ? exitCode.done : exitCode.notGood
}

function sayHowToGoOn(terminal: Terminal, stopped: boolean): void {
  terminal.err(`${stopped ? 'Stopped' : 'Others sealed under older keys meanwhile'}. Go on with: connform keys sweep`)
}

function sweepOptions(call: CommandCall) {
  const batchSize = wholeNumber(call, 'batch', 10_000)
  const pauseMs = wholeNumber(call, 'pause', 60_000)
  const share = textOption(call, 'share')
  const [, index, of] = /^(\d{1,2})\/(\d{1,2})$/.exec(share ?? '1/1') ?? []
  if (index === undefined || Number(index) < 1 || Number(index) > Number(of)) {
    throw new UsageError('--share must be like 1/2 and 2/2, for two that work at the same time.')
  }
  return {
    dryRun: call.options['dryRun'] === true,
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(pauseMs === undefined ? {} : { pauseMs }),
    ...(share === undefined ? {} : { share: { index: Number(index) - 1, of: Number(of) } }),
  }
}

function wholeNumber(call: CommandCall, name: string, most: number): number | undefined {
  const text = textOption(call, name)
  if (text === undefined) return undefined
  if (/^\d{1,5}$/.test(text) && Number(text) <= most) return Number(text)
  throw new UsageError(`--${name} must be a whole number up to ${most}.`)
}
