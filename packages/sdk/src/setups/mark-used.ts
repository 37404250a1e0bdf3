import { ConnformError, lockedValues, type SetupRecord } from '@connform/core'
import { changeSetup } from './change-setup.ts'
import { findSetup } from './find-setup.ts'
import type { SetupContext } from './setup-context.ts'
import { sectionsOf, valuesOf } from './setup-status.ts'
import { setupView } from './setup-view.ts'
import type { RevisionOption, Setup } from './setups.ts'
import { tellOf } from './tell-of.ts'

/** Notes the first use, and what the locked fields held then. Throws `ERR_UNSUPPORTED` where the setup is not complete. */
export async function markUsed(context: SetupContext, id: string, options: RevisionOption): Promise<Setup> {
  const { record, document } = await findSetup(context, id, options.revision)
  const setup = await setupView(context, record)
  if (record.usedAt !== null) return setup
  const open = sectionsOf(document, setup).filter(({ done }) => !done)
  if (open.length > 0) {
    const titles = open.map(({ title }) => title).join(', ')
    throw new ConnformError('ERR_UNSUPPORTED', `${document.title} is not complete yet.`, `Still open: ${titles}.`)
  }
  const use: Pick<SetupRecord, 'usedAt' | 'usedWith'> = {
    usedAt: context.clock().toISOString(),
    usedWith: lockedValues(document, setup.settings, valuesOf(setup)),
  }
  const { revision } = record
  const after = await changeSetup(context, id, { action: 'setup.used', revision, change: () => use })
  tellOf(context, after, { type: 'setup.used' })
  return setupView(context, after)
}
