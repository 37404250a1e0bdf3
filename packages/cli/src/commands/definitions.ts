import { type Definition, type FieldSchema, nearest } from '@connform/core'
import { definitions as builtin } from '@connform/schemas'
import { type Command, type CommandCall, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { type Column, renderTable } from '../output/table.ts'
import type { Terminal } from '../output/terminal.ts'
import { UsageError } from '../usage-error.ts'
import { findAdapter } from './find-adapter.ts'

type Action = (terminal: Terminal, call: CommandCall) => void

const actions: Readonly<Record<string, Action>> = Object.freeze({ list: listDefinitions, show: showDefinition })

/** `definitions` and `definitions show ID`. */
export const definitions: Command = async ({ terminal }, call) => {
  const action = call.words[0] ?? 'list'
  const act = Object.hasOwn(actions, action) ? actions[action] : undefined
  if (act === undefined) {
    const meant = nearest(action, Object.keys(actions))
    throw new UsageError(
      `definitions has no action ${JSON.stringify(action)}.`,
      meant === undefined ? 'Use `definitions` or `definitions show ID`.' : `Did you mean ${meant}?`,
    )
  }
  await act(terminal, call)
  return exitCode.done
}

// --- list ---

const columns: readonly Column<Definition>[] = [
  { title: 'ID', of: (_, { id }) => id },
  { title: 'TITLE', of: (_, { title }) => title },
  { title: 'VERSION', of: (_, { version }) => version },
  { title: 'AUTH TYPES', of: (_, definition) => authTypesOf(definition).join(', ') },
]

function listDefinitions(terminal: Terminal, call: CommandCall): void {
  if (!call.options.json) terminal.out(renderTable(terminal, columns, builtin))
  else {
    terminal.json(
      builtin.map((definition) => {
        const { id, version, title } = definition
        return { id, version, title, authTypes: authTypesOf(definition) }
      }),
    )
  }
}

const authTypesOf = ({ form }: Definition): string[] =>
  (form.allOf ?? []).map((branch) => Object.values(branch.if.properties)[0]?.const ?? '')

// --- show ---

interface Section {
  readonly heading: string
  readonly fields: Readonly<Record<string, FieldSchema>>
  readonly required: readonly string[]
}

async function showDefinition(terminal: Terminal, call: CommandCall): Promise<void> {
  if (call.words[1] === undefined) {
    throw new UsageError('definitions show needs an id.', 'For example: definitions show bigcommerce-rest')
  }
  const { definition } = await findAdapter(requiredWord(call, 1))
  if (call.options.json) terminal.json(definition)
  else for (const line of describeDefinition(terminal, definition)) terminal.out(line)
}

function describeDefinition({ style }: Terminal, definition: Definition): string[] {
  const { id, version, title, description, documentation, hints, guides } = definition
  const lines = [`${style('bold', title)}  ${id} ${version}`, description, documentation]
  for (const { heading, fields, required } of sectionsOf(definition)) {
    lines.push('', style('bold', heading))
    for (const [key, { title: name, writeOnly, description: fallback }] of Object.entries(fields)) {
      const marks = [required.includes(key) ? 'required' : 'optional', ...(writeOnly ? ['secret'] : [])]
      lines.push(`  ${key.padEnd(14)}${name} (${marks.join(', ')})`)
      lines.push(`${' '.repeat(16)}${style('dim', hints[key]?.help ?? fallback ?? '')}`)
    }
  }
  for (const { title: heading, steps, note } of Object.values(guides)) {
    lines.push('', style('bold', heading), ...steps.map((step, index) => `  ${index + 1}. ${step}`))
    if (note !== undefined) lines.push(`  ${style('dim', note)}`)
  }
  return lines
}

const sectionsOf = ({ form }: Definition): Section[] => [
  { heading: 'Always', fields: form.properties, required: form.required ?? [] },
  ...(form.allOf ?? []).map((branch) => ({
    heading: `Auth type ${Object.values(branch.if.properties)[0]?.const ?? ''}`,
    fields: branch.then.properties,
    required: branch.then.required ?? [],
  })),
]
