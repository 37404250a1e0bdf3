import type { ResetKind } from '../../api/setup-types.ts'
import { useTexts } from '../../texts/texts-context.tsx'

/** A reset by itself, or one that comes with a change: of settings, which stay, or of a store, which is connected. */
export type Effect = ResetKind | 'settings' | 'store'

/** What a reset forgets and what it keeps. */
export function ResetEffects({ effect }: { readonly effect: Effect }) {
  const { t } = useTexts()
  return (
    <div className="reset-effects">
      {(['forgets', 'keeps'] as const).map((what) => (
        <div key={what}>
          <p className="run-hints-title">{what === 'forgets' ? t.setups.resetForgets : t.setups.resetKeeps}</p>
          <ul className="run-hints">
            {t.setups[what][effect].map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
