import { useState } from 'react'
import type { ResetKind, Setup, SetupDocument } from '../../api/setup-types.ts'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button } from '../../ui/index.ts'
import { RemoveSetupDialog } from '../remove-setup-dialog.tsx'
import { ResetDialog } from './reset-dialog.tsx'

export interface DangerSectionProps {
  readonly document: SetupDocument
  readonly setup: Setup
  readonly onRemoved: () => void
}

const kinds: readonly ResetKind[] = ['keep-store', 'delete-store']

/** The resets, from the lesser to the greater, and the end. Each asks before. */
export function DangerSection({ document, setup, onRemoved }: DangerSectionProps) {
  const { t } = useTexts()
  const [asked, setAsked] = useState<ResetKind | 'remove'>()
  const close = (): void => setAsked(undefined)
  return (
    <section className="setup-danger" aria-labelledby="danger">
      <h2 id="danger">{t.setups.danger}</h2>
      <p className="quiet">{t.setups.dangerText}</p>
      <ul className="setup-danger-list">
        {kinds.map((kind) => {
          const reset = document.resets[kind]
          if (reset === undefined) return null
          return (
            <li key={kind}>
              <div>
                <p className="setup-danger-title">{reset.title}</p>
                <p className="quiet small">{reset.text}</p>
              </div>
              <Button variant="danger" aria-label={t.setups.resetLabel(reset.title)} onClick={() => setAsked(kind)}>
                {t.setups.reset}
              </Button>
            </li>
          )
        })}
        <li>
          <div>
            <p className="setup-danger-title">{t.setups.removeSetup}</p>
            <p className="quiet small">{document.removal}</p>
          </div>
          <Button variant="danger" aria-label={t.setups.remove(setup.name)} onClick={() => setAsked('remove')}>
            {t.setups.removeButton}
          </Button>
        </li>
      </ul>
      {asked === 'remove' && (
        <RemoveSetupDialog setup={setup} document={document} onClose={close} onRemoved={onRemoved} />
      )}
      {asked !== undefined && asked !== 'remove' && (
        <ResetDialog document={document} setup={setup} kind={asked} onClose={close} />
      )}
    </section>
  )
}
