// `node scripts/seed/seed.ts DATABASE KEY_FILE [COUNT] [TENANT]`: fills a database, one million connections unless COUNT
// says otherwise, to see for oneself how lists, searches and sweeps behave. Then, for example:
//   CONNFORM_DATABASE=… CONNFORM_KEY_FILE=… npm run -s connform -- list --search 'shop-ab'
import { openKeyFile } from '@connform/vault'
import { fillDatabase } from './fill-database.ts'
import { progressBar } from './progress-bar.ts'

const [database, keyFile, countText = '1000000', tenant = 'default'] = process.argv.slice(2)
const count = Number(countText)
if (database === undefined || keyFile === undefined || !Number.isInteger(count) || count < 1) {
  console.error('Usage: node scripts/seed/seed.ts DATABASE KEY_FILE [COUNT] [TENANT]')
  console.error('  For example: node scripts/seed/seed.ts sqlite:fleet.db fleet.key 1000000')
  process.exit(2)
}
const bar = progressBar('Filling', count)
await fillDatabase({
  database,
  keyEncryptionKey: openKeyFile(keyFile).key,
  tenant,
  count,
  onProgress: bar.update,
})
bar.stop()
console.log(`${count} connections of tenant ${tenant} are in the database.`)
