import { createHmac, randomBytes } from 'node:crypto'
import { type HttpClient, Secret, TransportError } from '@connform/core'
import { type TransitKeyOptions, transitKey } from '@connform/vault'
import { decryptWith, encryptWith } from './aead.ts'
import { type RecordedRequest, type StandIn, standIn } from './servers.ts'

interface TransitState {
  /** Version → key material. */
  readonly versions: Buffer[]
  readonly derived: boolean
  readonly aead: boolean
  minDecryptionVersion: number
}

export interface TransitServer extends StandIn {
  readonly keys: Record<string, TransitState>
  /** Tokens that are taken; tests renew them. */
  readonly tokens: Set<string>
  refuse: (request: RecordedRequest) => { status: number; errors: string[]; headers?: object } | 'silence' | undefined
  key(options?: Partial<TransitKeyOptions>): ReturnType<typeof transitKey>
}

const token = 's.transit-token-0b6f'

/**
 * Encrypt and decrypt of the Transit engine, with the messages of OpenBao's source.
 * https://openbao.org/api-docs/secret/transit/
 */
export async function transitServer(): Promise<TransitServer> {
  const newKey = (state: Partial<TransitState> = {}): TransitState => ({
    versions: [randomBytes(32)],
    derived: false,
    aead: true,
    minDecryptionVersion: 1,
    ...state,
  })
  const keys: Record<string, TransitState> = {
    app: newKey(),
    other: newKey(),
    derived: newKey({ derived: true }),
    rsa: newKey({ aead: false }),
  }
  const tokens = new Set([token])

  const server = await standIn((request) => {
    const refused = transit.refuse(request)
    if (refused === 'silence') return 'silence'
    if (refused) return { status: refused.status, body: { errors: refused.errors }, headers: refused.headers ?? {} }
    const fail = (status: number, ...errors: string[]) => ({ status, body: { errors } })
    const [, namespace, operation = '', name = ''] =
      /^\/v1\/(team\/)?transit\/(\w+)\/([\w.-]+)$/.exec(request.url) ?? []
    if (!tokens.has(String(request.headers['x-vault-token']))) return fail(403, 'permission denied')
    if (request.headers['x-vault-request'] !== 'true') return fail(412, 'missing header')
    if (operation === '') return fail(404, `no handler for route "${request.url}"`)
    if (namespace !== undefined) return fail(404, 'mount it at transit')
    const key = keys[name]
    if (key === undefined) return fail(400, 'encryption key not found')
    const asked = JSON.parse(request.body) as Record<string, string>
    if (key.derived && !asked['context']) {
      return fail(400, "missing 'context' for key derivation; the key was created using a derived key")
    }
    if (!key.aead && asked['associated_data']) {
      return fail(400, "'[0].associated_data' provided for non-AEAD cipher suite rsa-2048")
    }
    const material = (version: number) =>
      key.derived
        ? createHmac('sha256', key.versions[version - 1]!)
            .update(asked['context']!)
            .digest()
        : key.versions[version - 1]!
    const data = asked['associated_data'] ?? ''
    if (operation === 'encrypt') {
      const version = key.versions.length
      const sealed = encryptWith(material(version), Buffer.from(asked['plaintext'] ?? '', 'base64'), data)
      return { status: 200, body: { data: { ciphertext: `vault:v${version}:${sealed.toString('base64')}` } } }
    }
    const [, digits, encoded = ''] = /^vault:v(\d+):(.*)$/.exec(asked['ciphertext'] ?? '') ?? []
    if (digits === undefined) return fail(400, 'invalid ciphertext: no prefix')
    if (Number(digits) > key.versions.length) return fail(400, 'invalid ciphertext: version is too new')
    if (Number(digits) < key.minDecryptionVersion) {
      return fail(400, 'ciphertext or signature version is disallowed by policy (too old)')
    }
    try {
      const plaintext = decryptWith(material(Number(digits)), Buffer.from(encoded, 'base64'), data)
      return { status: 200, body: { data: { plaintext: plaintext.toString('base64') } } }
    } catch {
      return fail(400, 'cipher: message authentication failed')
    }
  })
  const transit: TransitServer = {
    ...server,
    keys,
    tokens,
    refuse: () => undefined,
    key: (options = {}) =>
      transitKey({ http: httpByFetch, url: server.url, keyName: 'app', token: new Secret(token), ...options }),
  }
  return transit
}

/** The `HttpClient` port over fetch, with the retries that transport's own makes. */
export const httpByFetch: HttpClient = async (request, options) => {
  for (let attempt = 0; ; attempt += 1) {
    const { body, headers, method } = request
    const signal = AbortSignal.any([
      AbortSignal.timeout(options.timeoutMs ?? 30_000),
      ...(options.signal ? [options.signal] : []),
    ])
    const response = await fetch(request.url, {
      method,
      headers,
      body: body ?? null,
      signal,
      redirect: 'manual',
    }).catch(() => {
      throw new TransportError('host_unreachable', new URL(request.url).hostname, 'The host cannot be reached.')
    })
    const text = await response.text()
    const { limit = 0, statuses = [] } = options.retry ?? {}
    if (attempt >= limit || !statuses.includes(response.status)) {
      return { status: response.status, headers: Object.fromEntries(response.headers), body: text }
    }
  }
}
