import { closeSync, openSync, writeSync } from 'node:fs'
import type { Connection, ConnectionStatus, Connform, ListOptions } from 'connform'
import { type Command, type CommandCall, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { byAccount } from '../fleet/by-account.ts'
import { finishedIds } from '../fleet/finished-ids.ts'
import { type FleetLine, fleetWork } from '../fleet/fleet-lines.ts'
import { whyUnreadable } from '../input/why-unreadable.ts'
import { progressBar } from '../output/progress-bar.ts'
import { UsageError } from '../usage-error.ts'

const DEFAULT_CONCURRENCY = 8

/** `fleet test|notices|export`: one line of JSON per connection, or per notice, for as many as there are. */
export const fleet: Command = async ({ terminal, open, signal }, call) => {
  const [action = ''] = call.words
  const work = Object.hasOwn(fleetWork, action) ? fleetWork[action] : undefined
  if (work === undefined) {
    throw new UsageError(
      `fleet has no action ${JSON.stringify(action)}.`,
      `Actions: ${Object.keys(fleetWork).join(', ')}.`,
    )
  }
  const limits = {
    concurrency: count(call, 'concurrency', DEFAULT_CONCURRENCY),
    perAccount: count(call, 'perAccount', 1),
    signal,
  }
  const output = textOption(call, 'output')
  const resume = call.options['resume'] === true
  if (resume && output === undefined) throw new UsageError('--resume goes on with a file: name it with --output.')
  const finished = resume && output !== undefined ? await finishedIds(output) : new Set<string>()

  const connform = await open()
  const sink = openSink(output, resume, (lines) => terminal.jsonLines(lines))
  const bar = await progressBar({ title: `fleet ${action}`, unit: 'connections' })
  let done = 0
  let bad = 0
  try {
    const all = unfinished(everyConnection(connform, filterOf(call)), finished)
    const run = (connection: Connection) => work.run(connform, connection, signal)
    for await (const { lines, good } of byAccount(all, run, limits)) {
      // What was stopped says nothing of the connection, and is left for the next run.
      if (signal.aborted && !good) continue
      sink.write(lines)
      done += 1
      if (!good) bad += 1
      bar.update(done)
    }
  } finally {
    bar.stop()
    sink.close()
  }
  const before = finished.size === 0 ? '' : `, ${finished.size} before`
  const trouble = bad === 0 ? '' : `, ${bad} not good`
  terminal.err(`${done} connections ${work.counted}${trouble}${before}.`)
  if (signal.aborted) {
    terminal.err(
      output === undefined ? 'Stopped.' : `Stopped. Go on with: connform fleet ${action} --output ${output} --resume`,
    )
    return exitCode.stopped
  }
  return bad === 0 ? exitCode.done : exitCode.notGood
}

async function* everyConnection(connform: Connform, filter: ListOptions): AsyncGenerator<Connection, void, undefined> {
  let cursor: string | undefined
  do {
    const page = await connform.connections.list({
      ...filter,
      limit: 1000,
      ...(cursor === undefined ? {} : { cursor }),
    })
    yield* page.connections
    cursor = page.next
  } while (cursor !== undefined)
}

async function* unfinished(
  connections: AsyncIterable<Connection>,
  finished: ReadonlySet<string>,
): AsyncGenerator<Connection, void, undefined> {
  for await (const connection of connections) if (!finished.has(connection.id)) yield connection
}

interface Sink {
  write(lines: readonly FleetLine[]): void
  close(): void
}

/** Whole lines at a time: what was written before a kill is a whole number of them, but for the last. */
function openSink(file: string | undefined, resume: boolean, print: (lines: readonly FleetLine[]) => void): Sink {
  if (file === undefined) return { write: print, close: () => undefined }
  const descriptor = openOutput(file, resume)
  return {
    write: (lines) => {
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
      if (text !== '') writeSync(descriptor, text)
    },
    close: () => closeSync(descriptor),
  }
}

function openOutput(file: string, resume: boolean): number {
  try {
    return openSync(file, resume ? 'a' : 'wx', 0o600)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new UsageError(`${file} is there already.`, 'Go on with it by --resume, or name another file.')
    }
    throw whyUnreadable(file, error)
  }
}

function filterOf(call: CommandCall): ListOptions {
  const given = {
    definition: textOption(call, 'definition'),
    status: textOption(call, 'status') as ConnectionStatus | undefined,
    search: textOption(call, 'search'),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function count(call: CommandCall, name: string, standard: number): number {
  const text = textOption(call, name) ?? String(standard)
  if (/^\d{1,3}$/.test(text) && Number(text) >= 1) return Number(text)
  throw new UsageError(`--${name === 'perAccount' ? 'per-account' : name} must be a whole number from 1 to 999.`)
}
