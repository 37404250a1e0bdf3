import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { type Connform, Secret } from 'connform'
import { expect } from 'vitest'

/** The same connform, which notes down whatever its functions return and throw, those of its other tenants too. */
export function observed(connform: Connform, outputs: unknown[]): Connform {
  const watch = <T extends object>(functions: T): T => {
    const watched = Object.entries(functions).map(([name, member]) => [
      name,
      typeof member === 'function'
        ? (...words: unknown[]) => noted(outputs, () => (member as (...words: unknown[]) => unknown)(...words))
        : watch(member as object),
    ])
    return Object.fromEntries(watched)
  }
  return {
    ...connform,
    definitions: watch(connform.definitions),
    connections: watch(connform.connections),
    oauthClients: watch(connform.oauthClients),
    oauth: watch(connform.oauth),
    client: (id) => watch(connform.client(id)),
    setups: watch(connform.setups),
    keys: watch(connform.keys),
    audit: watch(connform.audit),
    tenants: watch(connform.tenants),
    access: watch(connform.access),
    as: (actor) => observed(connform.as(actor), outputs),
    tenant: (id) => observed(connform.tenant(id), outputs),
  }
}

function noted(outputs: unknown[], run: () => unknown): unknown {
  const keep = (output: unknown) => {
    outputs.push(output)
    return output
  }
  try {
    const output = run()
    if (!(output instanceof Promise)) return keep(output)
    return output.then(keep, (error: unknown) => {
      throw keep(error)
    })
  } catch (error) {
    throw keep(error)
  }
}

/** The texts of the secrets that functions handed out on purpose, as one member of what they returned. */
export const handedOut = (outputs: readonly unknown[]): string[] =>
  outputs
    .flatMap((output) => (typeof output === 'object' && output !== null ? Object.values(output) : []))
    .flatMap((member) => (member instanceof Secret ? [member.reveal()] : []))

interface Places {
  readonly outputs: readonly unknown[]
  readonly folder: string
}

/** Fails where a secret stands in an output, printed in whatever way, or in a file of a folder, in clear or encoded. */
export async function expectSecretsNowhere(secrets: readonly string[], { outputs, folder }: Places): Promise<void> {
  const texts = outputs.map((output) =>
    [
      inspect(output, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
      JSON.stringify(output) ?? '',
      String(output),
      output instanceof Error ? `${output.stack} ${JSON.stringify(output, Object.getOwnPropertyNames(output))}` : '',
    ].join('\n'),
  )
  for (const file of await readdir(folder)) texts.push((await readFile(join(folder, file))).toString('latin1'))
  const everything = texts.join('\n')
  const leaked = secrets.filter((secret) =>
    [secret, Buffer.from(secret).toString('base64url').slice(0, -2), Buffer.from(secret).toString('hex')].some((form) =>
      everything.includes(form),
    ),
  )
  expect(leaked).toEqual([])
}
