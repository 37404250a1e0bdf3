import { type Command, type CommandCall, requiredWord, textOption } from '../command.ts'
import { exitCode, exitCodeOfStatus } from '../exit-code.ts'
import { readJson } from '../input/read-input.ts'
import { UsageError } from '../usage-error.ts'

/** One signed request; the answer's JSON on stdout. With `--all`, every entry of a list, a line each. */
export const request: Command = async ({ terminal, open, signal }, call) => {
  const [id, method, path] = [requiredWord(call, 0), requiredWord(call, 1), requiredWord(call, 2)]
  const isList = call.options['all'] === true
  if (isList && (method.toUpperCase() !== 'GET' || textOption(call, 'body') !== undefined)) {
    throw new UsageError('--all reads a list: it goes with GET, and without --body.')
  }
  const body = await bodyOf(call)
  const connform = await open()
  const client = connform.client(id)
  if (isList) {
    for await (const entry of client.entries(path, { signal })) terminal.jsonLines([entry])
    return exitCode.done
  }
  const answer = await client.request(method, path, { signal, ...body })
  if (call.options.json) terminal.json({ status: answer.status, data: answer.data })
  else terminal.json(answer.data)
  if (!answer.ok) terminal.err(`The provider answered with status ${answer.status}.`)
  return exitCodeOfStatus(answer.status)
}

async function bodyOf(call: CommandCall): Promise<{ body?: unknown }> {
  const file = textOption(call, 'body')
  return file === undefined ? {} : { body: await readJson(file) }
}
