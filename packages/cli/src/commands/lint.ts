import { lintDefinition } from '@connform/schemas/lint'
import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { readJson } from '../input/read-input.ts'
import { describeIssues } from '../output/issues.ts'

/** Checks a definition file against the meta-schema and the rules of its style. */
export const lint: Command = async ({ terminal }, call) => {
  const file = requiredWord(call, 0)
  const issues = lintDefinition(await readJson(file))
  const valid = !issues.some((issue) => issue.severity === 'error')
  if (call.options.json) terminal.json({ valid, issues })
  else {
    for (const line of describeIssues(terminal, issues)) terminal.out(line)
    const errors = issues.filter((issue) => issue.severity === 'error').length
    terminal.out(
      valid
        ? `${terminal.style('green', '✓')} ${file} is a definition.`
        : `${errors} mistake${errors === 1 ? '' : 's'} in ${file}.`,
    )
  }
  return valid ? exitCode.done : exitCode.notGood
}
