import { connectSlot } from './connect-slot.ts'
import { listSetups } from './list-setups.ts'
import { markUsed } from './mark-used.ts'
import { removeSetup } from './remove-setup.ts'
import { resetSetup } from './reset-setup.ts'
import { saveSettings } from './save-settings.ts'
import type { SetupContext } from './setup-context.ts'
import { setupOptions } from './setup-options.ts'
import { setupStatus } from './setup-status.ts'
import type { Setups } from './setups.ts'
import { slotForm } from './slot-form.ts'
import { startSetup } from './start-setup.ts'
import { testSlot } from './test-slot.ts'
import { useConnection } from './use-connection.ts'

/** The setups of one tenant, over the ports. */
export function tenantSetups(context: SetupContext): Setups {
  const { documents, events, tenant } = context
  return Object.freeze<Setups>({
    documents,
    list: (options = {}) => listSetups(context, options),
    start: (document, options = {}) => startSetup(context, document, options),
    status: (id) => setupStatus(context, id),
    form: (id, slot) => slotForm(context, id, slot),
    connect: (id, slot, input, options = {}) => connectSlot(context, { id, slot, input }, options),
    use: (id, slot, connection, options = {}) => useConnection(context, { id, slot, connection }, options),
    test: (id, slot, options = {}) => testSlot(context, { id, slot }, options),
    options: (id, field, query = {}) => setupOptions(context, id, field, query),
    save: (id, patch, options = {}) => saveSettings(context, { id, patch }, options),
    markUsed: (id, options = {}) => markUsed(context, id, options),
    reset: (id, kind, options = {}) => resetSetup(context, { id, kind }, options),
    remove: (id, options = {}) => removeSetup(context, id, options),
    subscribe: (listener) => events.subscribe(tenant, listener),
  })
}
