import type { AuditCheck, AuditFilter, AuditRecord } from 'connform'
import { type Command, type CommandCall, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { type Column, renderTable } from '../output/table.ts'
import type { Terminal } from '../output/terminal.ts'
import { UsageError } from '../usage-error.ts'

const columns: readonly Column<AuditRecord>[] = [
  { title: '#', of: (_, { sequence }) => String(sequence) },
  { title: 'WHEN', of: (_, { at }) => `${at.slice(0, 19).replace('T', ' ')}Z` },
  { title: 'WHO', of: (_, { actor }) => actor },
  { title: 'WHAT', of: (_, { action }) => action },
  { title: 'SUBJECT', of: (_, { subject }) => subject.id },
  { title: 'FIELDS', of: (_, { fields }) => fields.join(', ') },
]

const BATCH = 500
const DEFAULT_LIMIT = 50

/** Who did what, when: the newest entries, all as JSON lines with `--ndjson`, or whether none is missing with `--verify`. */
export const audit: Command = async ({ terminal, open, signal }, call) => {
  const filter = filterOf(call)
  const limit = limitOf(call)
  const connform = await open()
  if (call.options['verify'] === true) return report(terminal, await connform.audit.verify({ signal }), call)
  if (call.options['ndjson'] === true) {
    let lines: AuditRecord[] = []
    for await (const entry of connform.audit.entries(filter)) {
      if (signal.aborted) break
      lines.push(entry)
      if (lines.length < BATCH) continue
      terminal.jsonLines(lines)
      lines = []
    }
    terminal.jsonLines(lines)
    if (!signal.aborted) return exitCode.done
    terminal.err('Stopped: later entries are missing.')
    return exitCode.stopped
  }
  const { entries, next } = await connform.audit.list({ ...filter, limit, newestFirst: true })
  if (call.options.json) terminal.json({ entries, ...(next === undefined ? {} : { next }) })
  else if (entries.length === 0) terminal.err('Nothing is recorded that matches.')
  else {
    terminal.out(renderTable(terminal, columns, entries))
    if (next !== undefined) terminal.err('Older entries follow: raise --limit, or take all with --ndjson.')
  }
  return exitCode.done
}

function report(terminal: Terminal, check: AuditCheck, call: CommandCall): number {
  if (call.options.json) terminal.json(check)
  else if (check.ok) {
    terminal.out(`${terminal.style('green', '✓')} All ${check.entries} entries are as they were recorded.`)
    if (check.hash !== '') terminal.out(`  Last hash, to keep elsewhere: ${check.hash}`)
  } else terminal.out(`${terminal.style('red', '✗')} ${check.message}`)
  return check.ok ? exitCode.done : exitCode.notGood
}

function filterOf(call: CommandCall): AuditFilter {
  const given = {
    subject: textOption(call, 'subject'),
    action: textOption(call, 'action'),
    actor: textOption(call, 'actor'),
    from: textOption(call, 'from'),
    to: textOption(call, 'to'),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function limitOf(call: CommandCall): number {
  const limit = textOption(call, 'limit') ?? String(DEFAULT_LIMIT)
  if (!/^\d{1,4}$/.test(limit)) throw new UsageError('--limit must be a number from 1 to 1000.')
  return Number(limit)
}
