import { slotDefinition } from '@connform/core'
import { toForm, toRjsf } from '@connform/schemas/generate'

/** The form of a slot where nothing is started yet, as `setups.form` gives it afterwards: the definition's, in the setup's words. */
export function emptyForm({ definitions }, { slots, guides }, name) {
  const slot = slots[name]
  const { shown } = slotDefinition(definitions.get(slot.definition), slot, guides)
  return { form: toForm(shown), uiSchema: { ...toRjsf(shown), 'ui:order': [...(slot.order ?? []), '*'] }, values: {} }
}
