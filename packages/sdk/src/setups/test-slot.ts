import { ConnformError, type TestResult } from '@connform/core'
import { testConnection } from '../connections/test-connection.ts'
import { findSetup } from './find-setup.ts'
import { inWordsOf, testOptionsOf } from './save-slot.ts'
import type { SetupContext } from './setup-context.ts'
import { sectionsOf } from './setup-status.ts'
import { setupView } from './setup-view.ts'
import type { ConnectOptions } from './setups.ts'
import { tellOfGates } from './tell-of.ts'

/** Tests the connection of a slot as its document asks. */
export async function testSlot(
  context: SetupContext,
  { id, slot }: { readonly id: string; readonly slot: string },
  options: Pick<ConnectOptions, 'signal' | 'onStep'>,
): Promise<TestResult> {
  const { record, document } = await findSetup(context, id)
  const words = context.documents.slot(document, slot)
  const place = record.slots[slot]
  if (place === undefined) {
    const { title } = words.slot
    throw new ConnformError('ERR_OPTION_INVALID', `${title} is not connected yet.`, `Fill in ${title} first.`)
  }
  const before = sectionsOf(document, await setupView(context, record))
  const result = await testConnection(inWordsOf(context, words), place.connection, testOptionsOf(words.slot, options))
  tellOfGates(context, record, before, sectionsOf(document, await setupView(context, record)))
  return result
}
