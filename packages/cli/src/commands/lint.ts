import { definitions } from '@connform/schemas'
import { lintDefinition, lintSetup } from '@connform/schemas/lint'
import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { readJson } from '../input/read-input.ts'
import { describeIssues } from '../output/issues.ts'

/** Checks a definition or a setup document against its meta-schema and the rules of its style. */
export const lint: Command = async ({ terminal }, call) => {
  const file = requiredWord(call, 0)
  const json = await readJson(file)
  const kind = kindOf(json)
  const issues = kind === 'setup' ? lintSetup(json, { definitions }) : lintDefinition(json)
  const valid = !issues.some((issue) => issue.severity === 'error')
  if (call.options.json) terminal.json({ valid, issues })
  else {
    for (const line of describeIssues(terminal, issues)) terminal.out(line)
    const errors = issues.filter((issue) => issue.severity === 'error').length
    terminal.out(
      valid
        ? `${terminal.style('green', '✓')} ${file} is a ${words[kind]}.`
        : `${errors} mistake${errors === 1 ? '' : 's'} in ${file}.`,
    )
  }
  return valid ? exitCode.done : exitCode.notGood
}

type Kind = 'definition' | 'setup'

const words: Readonly<Record<Kind, string>> = Object.freeze({ definition: 'definition', setup: 'setup document' })

/** Told by the members that a definition never has. */
function kindOf(json: unknown): Kind {
  if (typeof json !== 'object' || json === null) return 'definition'
  return 'slots' in json || 'sections' in json ? 'setup' : 'definition'
}
