import { deriveStore } from '@connform/adapters'
import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { describeIssues } from '../output/issues.ts'

/** Reads facts out of a text; secrets that stand in it are counted, never printed. */
export const derive: Command = async ({ terminal }, call) => {
  const word = requiredWord(call, 0)
  const text = word === '-' ? await (await import('../input/read-input.ts')).readText('-') : word
  const { form, values, secrets, issues } = deriveStore(text)
  const found = Object.keys(secrets)
  const good = values['storeHash'] !== undefined
  if (call.options.json) {
    const rest = found.length === 0 ? {} : { secretsFound: found }
    terminal.json(good ? { ...values, form, ...rest } : { ...values, form, ...rest, issues })
    return good ? exitCode.done : exitCode.notGood
  }
  for (const [name, value] of Object.entries(values)) terminal.out(`${name}: ${value}`)
  for (const name of found) terminal.out(`${name}: found, not shown`)
  for (const line of describeIssues(terminal, issues)) terminal.out(line)
  return good ? exitCode.done : exitCode.notGood
}
