import { type Command, type CommandCall, requiredWord, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { readJson } from '../input/read-input.ts'

/** One signed request; the answer's JSON on stdout. With `--all`, every entry of a list, a line each. */
export const request: Command = async ({ terminal, open, signal }, call) => {
  const [id, method, path] = [requiredWord(call, 0), requiredWord(call, 1), requiredWord(call, 2)]
  const body = await bodyOf(call)
  const connform = await open()
  const client = connform.client(id)
  if (call.options['all'] === true) {
    for await (const entry of client.entries(path, { signal })) terminal.out(JSON.stringify(entry))
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

/** What a status means for a script: fine, not good, or the provider's trouble. */
export function exitCodeOfStatus(status: number): number {
  if (status < 300) return exitCode.done
  return status === 429 || status >= 500 ? exitCode.upstream : exitCode.notGood
}
