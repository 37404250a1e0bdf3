import { type Command, type CommandCall, type CommandContext, requiredWord, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { describeIssues } from '../output/issues.ts'
import type { Terminal } from '../output/terminal.ts'
import { type Filled, fillSetup } from './fill-setup.ts'
import { nextSteps } from './next-steps.ts'
import { readStartValues } from './read-start-values.ts'
import { describeResult, exitCodeOfResult } from './report-result.ts'

/** Starts a setup: as it is, filled from a file, or section by section with the person at the terminal. */
export const start: Command = async (context, call) => {
  const { terminal, signal } = context
  const file = textOption(call, 'values')
  const { readJson } = await import('../input/read-input.ts')
  const given = file === undefined ? {} : await readJson(file)
  const connform = await context.open()
  const { setups } = connform
  const document = setups.documents.get(requiredWord(call, 0))
  const name = textOption(call, 'name')
  if (file === undefined && terminal.interactive && !call.options.json) {
    const { startByAsking } = await import('./start-by-asking.ts')
    return startByAsking(context, connform, { document, name })
  }
  const values = readStartValues(document, given)
  const filled = await fillSetup(setups, document, { values, name, signal })
  await report(context, call, filled)
  return exitCodeOf(filled)
}

async function report({ terminal, open }: CommandContext, call: CommandCall, filled: Filled): Promise<void> {
  const { setups } = await open()
  const { document, id, slots, settings } = filled
  const status = id === undefined ? undefined : await setups.status(id)
  if (call.options.json) {
    terminal.json({
      ok: filled.ok,
      setup: status?.setup ?? null,
      ready: status?.ready ?? false,
      next: status?.next ?? null,
      slots: Object.fromEntries(slots.map(([slot, result]) => [slot, withoutSetup(result)])),
      ...(settings === undefined ? {} : { settings: withoutSetup(settings) }),
    })
    return
  }
  for (const line of describeFilled(terminal, filled)) terminal.out(line)
  if (status === undefined) return
  const sign = terminal.style('green', '✓')
  terminal.out(`${sign} Started ${terminal.style('bold', status.setup.name)}  ${status.setup.id}`)
  for (const line of nextSteps(document, status)) terminal.err(line)
}

function describeFilled(terminal: Terminal, { document, slots, settings, id }: Filled): string[] {
  const lines = slots.flatMap(([slot, result]) => [
    terminal.style('bold', document.slots[slot]?.title ?? slot),
    ...withoutLast(describeResult(terminal, result, { document, slot }), result.ok),
  ])
  if (settings === 'left') lines.push('The settings were not saved: the connections come first.')
  else if (settings !== undefined) lines.push(...describeIssues(terminal, settings.issues, settings.changes))
  if (id === undefined) return lines
  return settings !== undefined && settings !== 'left' && !settings.ok
    ? [...lines, 'The settings were not saved.']
    : lines
}

/** That the setup is saved is said once, at the end. */
const withoutLast = (lines: readonly string[], ok: boolean): string[] => (ok ? lines.slice(0, -1) : [...lines])

function withoutSetup(result: Filled['settings'] | Filled['slots'][number][1]): unknown {
  if (typeof result !== 'object') return { ok: false, issues: [], changes: [] }
  return Object.fromEntries(Object.entries(result).filter(([member]) => member !== 'setup'))
}

function exitCodeOf({ slots, settings }: Filled): number {
  const results = [...slots.map(([, result]) => result), ...(typeof settings === 'object' ? [settings] : [])]
  const failed = results.find(({ ok }) => !ok)
  return failed === undefined ? exitCode.done : exitCodeOfResult(failed)
}
