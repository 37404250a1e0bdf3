import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

// Changes the key in a key file and wraps the data keys of a file anew, as `keys rotate --kek` does, and kills itself
// before the step of the given number: before the n-th call that changes something on the disk.

const [keyFile = '', dataFile = '', killBefore = '0'] = process.argv.slice(2)
let steps = 0
for (const name of [
  'mkdirSync',
  'linkSync',
  'renameSync',
  'writeSync',
  'writeFileSync',
  'fsyncSync',
  'rmSync',
] as const) {
  const call = fs[name] as (...words: unknown[]) => unknown
  Object.assign(fs, {
    [name](...words: unknown[]) {
      steps += 1
      if (steps === Number(killBefore)) process.kill(process.pid, 'SIGKILL')
      return call(...words)
    },
  })
}
syncBuiltinESMExports()

const { beginKeyFileChange, finishKeyFileChange, openVault } = await import('@connform/vault')
const { fileDataKeys } = await import('./file-data-keys.ts')
const change = beginKeyFileChange(keyFile)
const vault = openVault({
  keyEncryptionKey: change.next,
  previousKeyEncryptionKeys: change.readAgain,
  dataKeys: fileDataKeys(dataFile),
})
const { failed } = await vault.rewrap()
if (failed > 0) process.exit(1)
finishKeyFileChange(change)
