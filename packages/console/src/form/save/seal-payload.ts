import type { ApiClient } from '../../api/api-client.ts'
import { isProblem, localCodes, Problem } from '../../api/problem.ts'

interface SealingKey {
  readonly keyId: string
  readonly publicKey: string
  readonly expiresAt: string
  readonly session: string
}

export interface SealingPlace {
  readonly definition: string
  /** Id of the connection that is edited; absent for one that is new. */
  readonly connection?: string
  /** Whether what is sent is encrypted on its way. */
  readonly isSecure: boolean
}

/** Statuses with which a server says that it has no sealing key. */
const NO_KEY: ReadonlySet<number> = new Set([404, 501])

/**
 * What is sent, its secrets sealed with the server's key. Where it has none, they go as they are over an encrypted
 * connection, and not at all over another one.
 *
 * @throws Problem `insecure_page`; and every failure to get the key
 */
export async function sealPayload(
  api: ApiClient,
  payload: Readonly<Record<string, unknown>>,
  options: SealingPlace & { readonly secrets: ReadonlySet<string>; readonly signal?: AbortSignal },
): Promise<Record<string, unknown>> {
  const texts = Object.entries(payload).filter(
    (entry): entry is [string, string] => options.secrets.has(entry[0]) && typeof entry[1] === 'string',
  )
  if (texts.length === 0) return { ...payload }
  const key = await sealingKey(api, options)
  if (key === undefined) {
    if (!options.isSecure) throw new Problem(0, { code: localCodes.insecure })
    return { ...payload }
  }
  const { sealField } = await import('@connform/vault/browser')
  const { definition, connection } = options
  const sealed = texts.map(([field, text]) => {
    const place = { definition, field, ...(connection !== undefined && { connection }) }
    return [field, { sealed: sealField({ ...key, ...place }, text) }]
  })
  return { ...payload, ...Object.fromEntries(sealed) }
}

async function sealingKey(
  api: ApiClient,
  { definition, signal }: SealingPlace & { readonly signal?: AbortSignal },
): Promise<SealingKey | undefined> {
  try {
    return await api.get<SealingKey>('/sealing-key', { query: { definition }, ...(signal !== undefined && { signal }) })
  } catch (error) {
    if (isProblem(error) && NO_KEY.has(error.status)) return undefined
    throw error
  }
}
