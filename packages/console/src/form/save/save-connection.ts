import type { ApiClient } from '../../api/api-client.ts'
import type { ProgressLine, SaveAnswer } from '../../api/types.ts'
import type { Draft } from '../draft/draft.ts'
import { secretKeysOf } from '../draft/form-fields.ts'
import { inputOf, patchOf } from '../draft/sent-input.ts'
import { sealPayload } from './seal-payload.ts'

export type SaveMode = 'create' | 'edit' | 'reauthorize'

export interface SaveOptions {
  readonly mode: SaveMode
  readonly verify: 'required' | 'report'
  /** A profile whose scopes the connection must have; empty for none. */
  readonly profile: string
  /** The same for each attempt of one creation that got no answer. */
  readonly idempotencyKey: string
  /** Locked fields whose change is meant, where it was asked. */
  readonly confirm?: readonly string[]
  readonly isSecure: boolean
  readonly signal: AbortSignal
  readonly onLine: (line: ProgressLine) => void
}

export interface SaveOutcome extends SaveAnswer {
  /** Whether the provider took the old token back, after a reauthorisation. */
  readonly revoked?: boolean
}

/** Sends a draft to where it is saved. Throws a `Problem` where nothing was saved. */
export type SendDraft = (api: ApiClient, draft: Draft, options: SaveOptions) => Promise<SaveOutcome>

/** Seals and sends a draft, and tells how far the server is. Throws a `Problem` where nothing was saved. */
export async function saveConnection(api: ApiClient, draft: Draft, options: SaveOptions): Promise<SaveOutcome> {
  const { mode, verify, profile, signal, isSecure, onLine } = options
  const { definition, saved } = draft
  const id = saved?.id
  const payload = await sealPayload(api, saved === undefined ? inputOf(draft) : patchOf(draft), {
    definition: definition.id,
    ...(id !== undefined && { connection: id }),
    secrets: secretKeysOf(definition),
    isSecure,
    signal,
  })
  const test = { ...(mode !== 'reauthorize' && { verify }), ...(profile !== '' && { profile }) }
  const wishes =
    saved === undefined
      ? ([
          '/connections',
          {
            method: 'POST',
            body: { definition: definition.id, input: payload, ...test },
            idempotencyKey: options.idempotencyKey,
          },
        ] as const)
      : ([
          `/connections/${encodeURIComponent(saved.id)}${mode === 'reauthorize' ? '/reauthorize' : ''}`,
          {
            method: mode === 'reauthorize' ? 'POST' : 'PATCH',
            body: { patch: payload, ...test },
            revision: saved.revision,
          },
        ] as const)
  const [path, request] = wishes
  return (await api.stream<SaveOutcome>(path, { ...request, signal }, onLine)).data
}
