import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { describeDocument } from './document-lines.ts'
import { findDocument } from './find-document.ts'

/** One document: what it connects, what it asks for, what it locks and forgets. */
export const show: Command = async ({ terminal }, call) => {
  const document = findDocument(requiredWord(call, 0))
  if (call.options.json) terminal.json(document)
  else for (const line of describeDocument(terminal, document)) terminal.out(line)
  return exitCode.done
}
