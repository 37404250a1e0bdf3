import { ConnformError, type SetupDocument, type SetupRecord, slotInput } from '@connform/core'
import { setupEntry } from '../audit/setup-entry.ts'
import { saveSlot, takeBack } from './save-slot.ts'
import type { SetupContext } from './setup-context.ts'
import { sectionsOf } from './setup-status.ts'
import { setupView } from './setup-view.ts'
import type { SetupResult, StartOptions } from './setups.ts'
import { tellOf, tellOfGates } from './tell-of.ts'

/** Names of connections are made of it, and have a limit of their own. */
const MAX_NAME_LENGTH = 200

/** Starts a setup; with a filled form of a slot, only if that passes its test. */
export async function startSetup(context: SetupContext, id: string, options: StartOptions): Promise<SetupResult> {
  const { tenant, clock, documents, setups } = context
  const document = documents.get(id)
  const { name = document.title, connect } = options
  if (typeof name !== 'string' || name.trim() === '' || name.length > MAX_NAME_LENGTH) {
    const hint = `Give a text of at most ${MAX_NAME_LENGTH} characters.`
    throw new ConnformError('ERR_OPTION_INVALID', 'A setup needs a name.', hint)
  }
  const single = document.instances === 'one'
  if (single && (await setups.list(tenant, document.id)).length > 0) throw startedAlready(document)
  const saved = connect === undefined ? undefined : await connectFirst(context, document, { ...options, connect, name })
  if (saved !== undefined && !saved.ok) return saved
  const now = clock().toISOString()
  const record: SetupRecord = {
    tenant,
    id: crypto.randomUUID(),
    document: document.id,
    documentVersion: document.version,
    name,
    single,
    slots:
      connect === undefined || saved === undefined
        ? {}
        : { [connect.slot]: { connection: saved.connection.id, made: true } },
    settings: {},
    usedAt: null,
    usedWith: null,
    revision: 1,
    createdAt: now,
    updatedAt: now,
  }
  try {
    await setups.insert(record, { audit: setupEntry(context, 'setup.started', { after: record }) })
  } catch (error) {
    if (saved !== undefined) await takeBack(context, saved.connection.id)
    const isTaken = single && error instanceof ConnformError && error.code === 'ERR_STORE_CONFLICT'
    throw isTaken ? startedAlready(document) : error
  }
  tellOf(context, record, { type: 'setup.started' })
  if (connect !== undefined) tellOf(context, record, { type: 'setup.connected', slot: connect.slot })
  const setup = await setupView(context, record)
  tellOfGates(context, record, sectionsOf(document, { slots: {}, settings: {} }), sectionsOf(document, setup))
  const { issues = [], changes = [], test } = saved ?? {}
  return { ok: true, setup, issues, changes, ...(test === undefined ? {} : { test }) }
}

type Connecting = StartOptions & Required<Pick<StartOptions, 'connect' | 'name'>>

async function connectFirst(context: SetupContext, document: SetupDocument, { connect, name, ...options }: Connecting) {
  const words = context.documents.slot(document, connect.slot)
  const { issues, input, status } = slotInput(words.slot, words, connect.input, name)
  if (issues.length > 0) return { ok: false as const, issues, changes: [] }
  return saveSlot(context, words, { input, status }, options)
}

const startedAlready = (document: SetupDocument): ConnformError =>
  new ConnformError(
    'ERR_SETUP_STARTED',
    `${document.title} was started already, and there can be one.`,
    'Go on with the one that is there, or remove it first.',
  )
