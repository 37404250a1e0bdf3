import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the build of this program puts the pages, seen from the parts of it that are loaded on demand. */
const CONSOLE = '../../console/'

/** The folder of the console's pages. */
export function consoleFolder(): string {
  const folder = fileURLToPath(new URL(CONSOLE, import.meta.url))
  if (existsSync(join(folder, 'index.html'))) return folder
  throw new Error('The build of the console is missing.')
}
