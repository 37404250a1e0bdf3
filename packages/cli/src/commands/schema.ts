import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Definition } from '@connform/core'
import { toEdit, toForm, toJsonForms, toRjsf, toUnion } from '@connform/schemas/generate'
import { type Command, type CommandCall, requiredWord, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { UsageError } from '../usage-error.ts'
import { findAdapter } from './find-adapter.ts'

/** What `--for` can ask for, and how it is made. */
const makers: Readonly<Record<string, (definition: Definition, call: CommandCall) => unknown>> = Object.freeze({
  form: (definition) => toForm(definition),
  union: (definition) => toUnion(definition),
  rjsf: (definition) => toRjsf(definition),
  jsonforms: (definition) => toJsonForms(definition),
  edit: (definition, call) =>
    toEdit(definition, { authType: authTypeOf(definition, call), reentry: definition.reentry }),
})

/** Prints a generated schema as JSON, or the TypeScript types as text. */
export const schema: Command = async ({ terminal }, call) => {
  const { definition } = await findAdapter(requiredWord(call, 0))
  const what = textOption(call, 'for') ?? 'form'
  if (what === 'types') {
    terminal.out((await readTypes(definition.id)).trimEnd())
    return exitCode.done
  }
  const make = Object.hasOwn(makers, what) ? makers[what] : undefined
  if (make === undefined) {
    throw new UsageError(
      `There is no schema for ${JSON.stringify(what)}.`,
      `Possible values of --for: ${[...Object.keys(makers), 'types'].join(', ')}.`,
    )
  }
  terminal.json(make(definition, call))
  return exitCode.done
}

function authTypeOf(definition: Definition, call: CommandCall): string {
  const known = (definition.form.allOf ?? []).map((branch) => Object.values(branch.if.properties)[0]?.const ?? '')
  const authType = textOption(call, 'authType')
  if (authType !== undefined && known.includes(authType)) return authType
  throw new UsageError('--for edit needs the saved auth type.', `Add --auth-type with one of: ${known.join(', ')}.`)
}

const readTypes = (id: string): Promise<string> =>
  readFile(fileURLToPath(import.meta.resolve(`@connform/schemas/${id}/types.d.ts`)), 'utf8')
