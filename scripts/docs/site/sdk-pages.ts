import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/**
 * Writes the reference of the SDK's public types into a folder, by TypeDoc, from the declarations that are published.
 *
 * @param root Of the repository.
 */
export async function writeSdkPages(root: string, folder: string): Promise<void> {
  const require = createRequire(join(root, 'docs', 'package.json'))
  const typedoc = join(dirname(require.resolve('typedoc/package.json')), 'bin', 'typedoc')
  await promisify(execFile)(
    process.execPath,
    [typedoc, '--options', join(root, 'docs', 'typedoc.json'), '--out', folder],
    {
      cwd: join(root, 'docs'),
      maxBuffer: 16 * 1024 * 1024,
    },
  )
}
