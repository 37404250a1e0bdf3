import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'

interface Places {
  readonly outputs: readonly string[]
  readonly folder: string
}

/** Fails where a secret stands in an output or in a file of a folder, in clear or encoded. */
export async function expectSecretsNowhere(secrets: readonly string[], { outputs, folder }: Places): Promise<void> {
  const files = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'latin1')))
  const everything = [...outputs, ...files].join('\n')
  const leaked = secrets.filter((secret) =>
    [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64url').slice(0, -2),
      Buffer.from(secret).toString('hex'),
    ].some((form) => everything.includes(form)),
  )
  expect(leaked).toEqual([])
}
