import { ConnformError, type ResetKind } from '@connform/core'
import { findSetup } from './find-setup.ts'
import { forgetFor } from './forget.ts'
import type { SetupContext } from './setup-context.ts'
import { sectionsOf } from './setup-status.ts'
import { setupView } from './setup-view.ts'
import type { RevisionOption, Setup } from './setups.ts'
import { tellOf, tellOfGates } from './tell-of.ts'

/** Forgets what a reset forgets. Throws `ERR_OPTION_INVALID` where the document does not have it. */
export async function resetSetup(
  context: SetupContext,
  { id, kind }: { readonly id: string; readonly kind: ResetKind },
  { revision }: RevisionOption,
): Promise<Setup> {
  const { record, document } = await findSetup(context, id, revision)
  if (!Object.hasOwn(document.resets, kind)) {
    const known = Object.keys(document.resets).join(', ') || 'none'
    throw new ConnformError('ERR_OPTION_INVALID', 'This setup has no such reset.', `Resets: ${known}.`)
  }
  const before = await setupView(context, record)
  const after = await forgetFor(context, record, { kind, revision })
  const setup = await setupView(context, after)
  tellOf(context, after, { type: 'setup.reset', reset: kind })
  tellOfGates(context, after, sectionsOf(document, before), sectionsOf(document, setup))
  return setup
}
