import { slotValues } from '@connform/core'
import { toEdit, toForm, toRjsf } from '@connform/schemas/generate'
import { findSetup } from './find-setup.ts'
import type { SetupContext } from './setup-context.ts'
import { connectionOf } from './setup-view.ts'
import type { SlotForm } from './setups.ts'

const NO_AUTH_TYPE = 'none'

/** The form of a slot, in the setup's words; for an edit where a connection is there. */
export async function slotForm(context: SetupContext, id: string, name: string): Promise<SlotForm> {
  const { record, document } = await findSetup(context, id)
  const { slot, full, shown } = context.documents.slot(document, name)
  const place = record.slots[name]
  const connection = place === undefined ? null : await connectionOf(context, place.connection)
  const { reentry } = full
  const authType = shown.form.allOf === undefined ? NO_AUTH_TYPE : (connection?.authType ?? NO_AUTH_TYPE)
  const ui = toRjsf(shown, connection === null ? {} : { reentry })
  const isActive = connection?.status !== 'inactive'
  return {
    slot: name,
    definition: full.id,
    form: (connection === null ? toForm(shown) : toEdit(shown, { authType, reentry })) as unknown as SlotForm['form'],
    uiSchema: slot.order === undefined ? ui : { ...ui, 'ui:order': [...slot.order, '*'] },
    values: connection === null ? {} : slotValues(slot, { shown }, { values: connection.values, isActive }),
    secrets: connection?.secrets ?? {},
  }
}
