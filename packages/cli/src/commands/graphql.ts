import { type Command, requiredWord, textOption } from '../command.ts'
import { exitCode, exitCodeOfStatus } from '../exit-code.ts'
import { readJson, readText } from '../input/read-input.ts'
import { UsageError } from '../usage-error.ts'

/** One signed query; data and errors on stdout, apart from each other. */
export const graphql: Command = async ({ terminal, open, signal }, call) => {
  const word = requiredWord(call, 1)
  const query = word === '-' ? await readText('-') : word
  const file = textOption(call, 'variables')
  const variables = file === undefined ? {} : await readJson(file)
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables)) {
    throw new UsageError('The variables must be a JSON object.')
  }
  const connform = await open()
  const answer = await connform.client(requiredWord(call, 0)).graphql(query, { ...variables }, { signal })
  const { data, errors, complexity, status } = answer
  terminal.json({
    data,
    ...(errors.length === 0 ? {} : { errors }),
    ...(complexity === undefined ? {} : { complexity }),
  })
  return errors.length === 0 ? exitCode.done : exitCodeOfStatus(status) || exitCode.notGood
}
