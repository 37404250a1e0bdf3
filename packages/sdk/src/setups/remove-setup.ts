import { setupEntry } from '../audit/setup-entry.ts'
import { setupNotFound } from './find-setup.ts'
import { dropConnections } from './forget.ts'
import type { SetupContext } from './setup-context.ts'
import type { RemoveSetupOptions } from './setups.ts'
import { tellOf } from './tell-of.ts'

/** Ends a setup, also one whose document is not known here. */
export async function removeSetup(context: SetupContext, id: string, options: RemoveSetupOptions): Promise<void> {
  const { tenant, setups } = context
  const record = await setups.get(tenant, id)
  if (record === undefined) throw setupNotFound(id)
  const audit = setupEntry(context, 'setup.removed', { before: record })
  const { keepConnections = false, revision } = options
  const expected = revision === undefined ? {} : { expectedRevision: revision }
  if (!(await setups.remove(tenant, id, { audit, ...expected }))) throw setupNotFound(id)
  if (!keepConnections) await dropConnections(context, Object.values(record.slots))
  tellOf(context, record, { type: 'setup.removed' })
}
