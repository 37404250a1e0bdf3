import { nearest } from '@connform/core'
import { definitions as builtin } from '@connform/schemas'
import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { renderTable } from '../output/table.ts'
import { UsageError } from '../usage-error.ts'
import { findDefinition } from './find-definition.ts'

/** `definitions` and `definitions show ID`. */
export const definitions: Command = async ({ terminal }, call) => {
  const action = call.words[0] ?? 'list'
  if (action === 'list') {
    const rows = builtin.map(({ id, version, title, form }) => ({
      id,
      version,
      title,
      authTypes: (form.allOf ?? []).map((branch) => Object.values(branch.if.properties)[0]?.const ?? ''),
    }))
    if (call.options.json) terminal.json(rows)
    else {
      const cells = rows.map(({ id, title, version, authTypes }) => [id, title, version, authTypes.join(', ')])
      terminal.out(renderTable(terminal, ['ID', 'TITLE', 'VERSION', 'AUTH TYPES'], cells))
    }
    return exitCode.done
  }
  if (action !== 'show') {
    const meant = nearest(action, ['show', 'list'])
    throw new UsageError(
      `definitions has no action ${JSON.stringify(action)}.`,
      meant === undefined ? 'Use `definitions` or `definitions show ID`.' : `Did you mean ${meant}?`,
    )
  }
  if (call.words[1] === undefined)
    throw new UsageError('definitions show needs an id.', 'For example: definitions show bigcommerce-rest')
  const definition = findDefinition(requiredWord(call, 1))
  if (call.options.json) {
    terminal.json(definition)
    return exitCode.done
  }
  const { title, description, form, hints, guides, documentation } = definition
  terminal.out(
    `${terminal.style('bold', title)}  ${definition.id} ${definition.version}\n${description}\n${documentation}`,
  )
  const sections: [string, typeof form.properties, readonly string[]][] = [
    ['Every auth type', form.properties, form.required ?? []],
    ...(form.allOf ?? []).map((branch): [string, typeof form.properties, readonly string[]] => [
      `Auth type ${Object.values(branch.if.properties)[0]?.const ?? ''}`,
      branch.then.properties,
      branch.then.required ?? [],
    ]),
  ]
  for (const [heading, fields, required] of sections) {
    terminal.out(`\n${terminal.style('bold', heading)}`)
    const rows = Object.entries(fields).map(([key, field]) => [
      `  ${key}${required.includes(key) ? ' *' : ''}`,
      `${field.title}${field.writeOnly ? ' (secret)' : ''}`,
      hints[key]?.help ?? field.description ?? '',
    ])
    for (const [key = '', name = '', help = ''] of rows)
      terminal.out(`${key.padEnd(16)}  ${name}\n${' '.repeat(18)}${terminal.style('dim', help)}`)
  }
  for (const guide of Object.values(guides)) {
    terminal.out(`\n${terminal.style('bold', guide.title)}`)
    for (const [index, step] of guide.steps.entries()) terminal.out(`  ${index + 1}. ${step}`)
    if (guide.note !== undefined) terminal.out(`  ${terminal.style('dim', guide.note)}`)
  }
  return exitCode.done
}
