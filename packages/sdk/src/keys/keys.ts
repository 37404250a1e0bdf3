import type { RewrapOptions, RewrapResult } from '@connform/core'

export interface KeyStatus {
  readonly keyEncryptionKey: {
    readonly source: 'file' | 'bytes' | 'service'
    /** Names the key, and follows from it where it is a local one. */
    readonly id: string
    readonly file?: string
    readonly created: boolean
  }
  /** Data keys of this tenant, without the keys themselves; oldest first. */
  readonly dataKeys: readonly {
    readonly keyId: string
    readonly state: 'active' | 'retired'
    /** Id of the key-encryption key that wraps it. */
    readonly wrappedBy: string
    /** Seals set aside for processes so far; an upper bound of those made. */
    readonly uses: number
    /** Texts that need this key. Only where `counts` was asked for. */
    readonly sealed?: number
    readonly createdAt: string
  }[]
}

export interface SweepOptions {
  /** Counts only; nothing is written. */
  readonly dryRun?: boolean
  /** Texts sealed anew per transaction, 1 to 10,000. Default is 2,000. */
  readonly batchSize?: number
  /** Pause after each batch, for databases that others wait for. Default is 0. */
  readonly pauseMs?: number
  /** The part of one of several workers, which run at the same time: 0 of 2 and 1 of 2. Default is 0 of 1. */
  readonly share?: { readonly index: number; readonly of: number }
  /** Stops after the batch at hand; another sweep goes on from there. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void
}

export interface SweepResult {
  /** Texts sealed anew under the active key, or that would be in a dry run. */
  readonly resealed: number
  /** Texts left under older keys: none, unless the sweep was stopped, has only a share, or some do not open. */
  readonly remaining: number
  /** Texts that do not open, so that their key is kept. Typing those secrets again mends them. */
  readonly unopened: number
  /** Ids of older keys that nothing needs any more, and that are gone for good. */
  readonly destroyed: readonly string[]
}

export interface RotateResult extends SweepResult {
  /** Id of the data key that seals from here on; of the present one in a dry run. */
  readonly keyId: string
}

export interface Keys {
  status(options?: { readonly counts?: boolean }): Promise<KeyStatus>
  /**
   * Makes a new data key for this tenant, seals every secret anew with it, and destroys the keys before. Whatever stops
   * it, `sweep` or another `rotate` finishes it, and nothing is lost: until then the older keys open what they sealed.
   */
  rotate(options?: SweepOptions): Promise<RotateResult>
  /** The second half of `rotate`: what older keys sealed is sealed anew, and keys nothing needs are destroyed. */
  sweep(options?: SweepOptions): Promise<SweepResult>
  /** Wraps the data keys of every tenant that another key-encryption key wrapped by the present one. */
  rewrap(options?: RewrapOptions): Promise<RewrapResult>
  /**
   * Replaces the key file by a new one and wraps every data key anew. The old key stays beside it under another name,
   * for backups. Whatever stops it, calling it again finishes it. A connform that is open goes on with the old key: open
   * it anew. Throws `ERR_UNSUPPORTED` where the key is not in a file.
   */
  replaceKeyFile(options?: RewrapOptions): Promise<RewrapResult & { readonly kept?: string }>
}
