import type { Audited } from './audit-store.ts'

/** A started setup as it is stored. Holds no secret: those are in its connections. */
export interface SetupRecord {
  readonly tenant: string
  readonly id: string
  /** Id of the document it follows. */
  readonly document: string
  readonly documentVersion: string
  readonly name: string
  /** Only one of its tenant may follow this document. */
  readonly single: boolean
  readonly slots: Readonly<Record<string, SlotRecord>>
  /** Chosen settings and, under their names, the rows of mappings. */
  readonly settings: Readonly<Record<string, unknown>>
  /** ISO 8601; null before the first use. */
  readonly usedAt: string | null
  /** What the locked fields held at the first use: `setting` or `slot.field` → value. Null before. */
  readonly usedWith: Readonly<Record<string, unknown>> | null
  /** 1 at first, one more with every change. */
  readonly revision: number
  readonly createdAt: string
  readonly updatedAt: string
}

export interface SlotRecord {
  /** Id of the connection. */
  readonly connection: string
  /** The setup made the connection, and takes it along when it forgets it. */
  readonly made: boolean
}

export interface SetupStore {
  /** Fails with `ERR_STORE_CONFLICT` where the id is taken, or the place of a single one. */
  insert(record: SetupRecord, options?: Audited): Promise<void>
  get(tenant: string, id: string): Promise<SetupRecord | undefined>
  /** By name, then id; those that follow one document where one is named. */
  list(tenant: string, document?: string): Promise<SetupRecord[]>
  /** Writes `record`, whose revision is `expectedRevision + 1`, if the stored revision is the expected one; otherwise `StoreConflictError`. */
  update(record: SetupRecord, expectedRevision: number, options?: Audited): Promise<void>
  /** True where there was one. With `expectedRevision`, a changed row is kept and `StoreConflictError` thrown. */
  remove(tenant: string, id: string, options?: Audited & { readonly expectedRevision?: number }): Promise<boolean>
}
