import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '@connform/sandbox'
import { openConnform } from 'connform'
import type { Command } from '../command.ts'
import { tour } from '../demo/tour.ts'
import { exitCode } from '../exit-code.ts'

/** A tour in the terminal: every request is real HTTP to the sandbox, and the data folder is gone afterwards. */
export const demo: Command = async ({ terminal }, call) => {
  const folder = await mkdtemp(join(tmpdir(), 'connform-demo-'))
  const sandbox = await startSandbox()
  const connform = await openConnform({
    database: `sqlite:${join(folder, 'connform.db')}`,
    keys: { file: join(folder, 'connform.key') },
    hosts: sandbox.hosts,
  })
  try {
    const report = await tour({
      connform,
      sandbox,
      folder,
      say: call.options.json ? () => {} : terminal.out,
      style: terminal.style,
    })
    if (call.options.json) terminal.json(report)
    return report.failed.length === 0 ? exitCode.done : exitCode.internal
  } finally {
    await connform.close()
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  }
}
