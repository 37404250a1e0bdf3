import {
  type Clock,
  type ConnectionRecord,
  type ConnectionStore,
  ConnformError,
  type Credentials,
  type Definition,
  type HttpClient,
  planEdit,
  prepare,
  StoreConflictError,
  type TestResult,
  type Vault,
} from '@connform/core'
import type { DefinitionRegistry } from '../definitions.ts'
import { connectionView } from './connection-view.ts'
import type { Connections, CreateOptions, SaveResult, TestOptions, UpdateOptions } from './connections.ts'
import { applyOperations, changesRequests } from './edit-secrets.ts'
import { readCursor, writeCursor } from './list-cursor.ts'
import { openSecrets, type SecretSet, sealSecrets } from './secret-set.ts'
import { testIssue } from './test-issue.ts'

/** What the functions of a tenant's connections work with. */
export interface Parts {
  readonly tenant: string
  readonly store: ConnectionStore
  readonly vault: Vault
  readonly http: HttpClient
  readonly clock: Clock
  readonly definitions: DefinitionRegistry
}

const DEFAULT_LIMIT = 100

/** The use cases over the ports: each reads from top to bottom as what happens to a connection. */
export function tenantConnections(parts: Parts): Connections {
  const { tenant, store, vault, clock, definitions } = parts
  const view = (record: ConnectionRecord) => connectionView(record, definitions.get(record.definition), clock())
  const find = async (id: string): Promise<ConnectionRecord> => {
    const record = await store.get(tenant, id)
    if (record === undefined) throw notFound(id)
    return record
  }

  return Object.freeze<Connections>({
    validate: (definition, input) => {
      const adapter = definitions.adapter(definition)
      return prepare(adapter.definition, input, { adapter, now: clock() })
    },

    create: async (definitionId, input, options = {}) => {
      const adapter = definitions.adapter(definitionId)
      const { definition } = adapter
      const { ok, values, secrets, issues, changes } = prepare(definition, input, { adapter, now: clock() })
      if (!ok) return { ok, issues, changes }
      const authType = authTypeOf(definition, values)
      const test = await verify(parts, definition, { credentials: { authType, values, secrets }, options })
      if (test?.ok === false && options.verify !== 'report') {
        return { ok: false, issues: [testIssue(definition, authType, test), ...issues], changes, test }
      }
      const now = clock().toISOString()
      const id = crypto.randomUUID()
      await vault.load(tenant)
      const record: ConnectionRecord = {
        tenant,
        id,
        definition: definition.id,
        definitionVersion: definition.version,
        name: String(values['name'] ?? definition.title),
        authType,
        status: test?.ok === false ? 'failing' : 'active',
        values,
        secretFields: Object.fromEntries(Object.keys(secrets).map((key) => [key, now])),
        ...sealSecrets(vault, { tenant, id }, secrets),
        lastTest: test ?? null,
        revision: 1,
        createdAt: now,
        updatedAt: now,
      }
      await store.insert(record)
      return saved({ record, issues, changes, test }, view)
    },

    update: async (id, patch, options = {}) => {
      const before = await find(id)
      if (options.revision !== undefined && options.revision !== before.revision) {
        throw new StoreConflictError(options.revision)
      }
      const adapter = definitions.adapter(before.definition)
      const { definition } = adapter
      const { reentry } = options
      const plan = planEdit(definition, { values: before.values, secrets: before.secretFields }, patch, {
        adapter,
        now: clock(),
        ...(reentry === undefined ? {} : { reentry }),
      })
      const { ok, values, issues, changes } = plan
      if (!ok) return { ok, issues, changes }
      await vault.load(tenant)
      const secrets = applyOperations(openSecrets(vault, before), plan.secrets)
      const authType = authTypeOf(definition, values)
      const credentials = { authType, values, secrets }
      const test = changesRequests(before, plan) ? await verify(parts, definition, { credentials, options }) : undefined
      if (test?.ok === false && options.verify !== 'report') {
        return { ok: false, issues: [testIssue(definition, authType, test), ...issues], changes, test }
      }
      const now = clock().toISOString()
      const record: ConnectionRecord = {
        ...before,
        definitionVersion: definition.version,
        name: String(values['name'] ?? before.name),
        authType,
        status: statusAfter(before, test),
        values,
        secretFields: Object.fromEntries(
          Object.keys(secrets).map((key) => [
            key,
            plan.secrets[key]?.op === 'keep' ? (before.secretFields[key] ?? now) : now,
          ]),
        ),
        ...sealSecrets(vault, before, secrets),
        lastTest: test ?? (changesRequests(before, plan) ? null : before.lastTest),
        revision: before.revision + 1,
        updatedAt: now,
      }
      await store.update(record, before.revision)
      return saved({ record, issues, changes, test }, view)
    },

    get: async (id) => view(await find(id)),

    list: async ({ limit = DEFAULT_LIMIT, cursor, ...filter } = {}) => {
      if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
        throw new ConnformError('ERR_OPTION_INVALID', 'A page holds 1 to 1000 connections.')
      }
      const after = cursor === undefined ? {} : { after: readCursor(cursor) }
      const records = await store.list(tenant, { ...filter, ...after, limit: limit === 1000 ? limit : limit + 1 })
      const page = records.slice(0, limit)
      const last = page.at(-1)
      const more = last !== undefined && (records.length > limit || (limit === 1000 && records.length === limit))
      return { connections: page.map(view), ...(more ? { next: writeCursor(last) } : {}) }
    },

    test: async (id, options = {}) => {
      const record = await find(id)
      const definition = definitions.get(record.definition)
      await vault.load(tenant)
      const { authType, values } = record
      const credentials = { authType, values, secrets: openSecrets(vault, record) }
      const result = await runAdapterTest(parts, definition, { credentials, options })
      await rewrite(parts, record, (latest) => ({ lastTest: result, status: statusAfter(latest, result) }))
      return result
    },

    setStatus: async (id, status) => view(await rewrite(parts, await find(id), () => ({ status }))),

    remove: async (id) => {
      if (!(await store.remove(tenant, id))) throw notFound(id)
    },
  })
}

const notFound = (id: string): ConnformError =>
  new ConnformError('ERR_CONNECTION_NOT_FOUND', `There is no connection ${JSON.stringify(id.slice(0, 64))}.`)

const authTypeOf = (definition: Definition, values: Readonly<Record<string, unknown>>): string => {
  const discriminator = Object.keys(definition.form.allOf?.[0]?.if.properties ?? {})[0]
  return discriminator === undefined ? 'none' : String(values[discriminator])
}

/** A passed test lifts `failing`, a failed one sets it; what a person switched off stays off. */
const statusAfter = (record: ConnectionRecord, test: TestResult | undefined): ConnectionRecord['status'] =>
  record.status === 'inactive' || test === undefined ? record.status : test.ok ? 'active' : 'failing'

interface Testing {
  readonly credentials: Omit<Credentials, 'secrets'> & { readonly secrets: SecretSet }
  readonly options: CreateOptions | UpdateOptions
}

async function verify(parts: Parts, definition: Definition, testing: Testing): Promise<TestResult | undefined> {
  return testing.options.verify === 'skip' ? undefined : runAdapterTest(parts, definition, testing)
}

function runAdapterTest(
  { http, clock, definitions }: Parts,
  definition: Definition,
  { credentials, options }: { credentials: Credentials; options: TestOptions },
): Promise<TestResult> {
  const { profile, signal, onStep } = options
  const wanted = profile === undefined ? undefined : definition.scopes?.profiles[profile]
  if (profile !== undefined && wanted === undefined) {
    const known = Object.keys(definition.scopes?.profiles ?? {}).join(', ') || 'none'
    throw new ConnformError(
      'ERR_OPTION_INVALID',
      `${definition.title} has no such scope profile.`,
      `Profiles: ${known}.`,
    )
  }
  return definitions.adapter(definition.id).test(credentials, {
    http,
    clock,
    ...(wanted === undefined ? {} : { requiredScopes: wanted.required }),
    ...(signal === undefined ? {} : { signal }),
    ...(onStep === undefined ? {} : { onStep }),
  })
}

const MAX_REWRITES = 5

/** Changes what does not depend on the rest of the row; a change by somebody else in between is read and kept. */
async function rewrite(
  { tenant, store, clock }: Parts,
  record: ConnectionRecord,
  change: (latest: ConnectionRecord) => Pick<ConnectionRecord, 'status'> & Partial<Pick<ConnectionRecord, 'lastTest'>>,
): Promise<ConnectionRecord> {
  let latest = record
  for (let attempt = 1; ; attempt++) {
    const next = { ...latest, ...change(latest), revision: latest.revision + 1, updatedAt: clock().toISOString() }
    try {
      await store.update(next, latest.revision)
      return next
    } catch (error) {
      if (!(error instanceof StoreConflictError) || attempt === MAX_REWRITES) throw error
    }
    const current = await store.get(tenant, record.id)
    if (current === undefined) throw notFound(record.id)
    latest = current
  }
}

type Saved = Pick<Extract<SaveResult, { ok: true }>, 'issues' | 'changes'> & {
  readonly record: ConnectionRecord
  readonly test: TestResult | undefined
}

function saved(
  { record, issues, changes, test }: Saved,
  view: (record: ConnectionRecord) => Extract<SaveResult, { ok: true }>['connection'],
): SaveResult {
  return { ok: true, connection: view(record), issues, changes, ...(test === undefined ? {} : { test }) }
}
