import type { KeyStatus } from 'connform'
import type { Command } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { type Column, renderTable } from '../output/table.ts'
import { UsageError } from '../usage-error.ts'

const columns: readonly Column<KeyStatus['dataKeys'][number]>[] = [
  { title: 'DATA KEY', of: (_, { keyId }) => keyId },
  { title: 'STATE', of: (_, { state }) => state },
  { title: 'MADE', of: (_, { createdAt }) => createdAt },
  { title: 'LEASED SEALS', of: (_, { uses }) => String(uses) },
]

/** `keys status`: which keys there are, never the keys. */
export const keys: Command = async ({ terminal, open }, call) => {
  const action = call.words[0] ?? 'status'
  if (action !== 'status') throw new UsageError(`keys has no action ${JSON.stringify(action)}.`, 'Use `keys status`.')
  const connform = await open()
  const status = await connform.keys.status()
  if (call.options.json) {
    terminal.json(status)
    return exitCode.done
  }
  const { file, source } = status.keyEncryptionKey
  terminal.out(`Key-encryption key: ${file ?? source}`)
  if (status.dataKeys.length === 0) terminal.out('No data key yet: the first saved connection makes one.')
  else {
    terminal.out(renderTable(terminal, columns, status.dataKeys))
  }
  return exitCode.done
}
