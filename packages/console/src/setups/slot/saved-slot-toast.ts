import type { SetupAnswer, SetupDocument } from '../../api/setup-types.ts'
import type { Speaking } from '../../form/panel/issue-words.ts'
import type { SaveOutcome } from '../../form/save/save-connection.ts'
import type { Toast } from '../../ui/index.ts'

interface SavedSlot {
  readonly answer: SetupAnswer
  readonly outcome: SaveOutcome
  readonly title: string
}

/** What is said of a slot that was saved, and of the reset that was made with it. */
export function savedSlotToast(document: SetupDocument, saved: SavedSlot, { t }: Speaking): Toast {
  const { answer, outcome } = saved
  const { status } = outcome.connection
  // What takes its name from a field of the form is called so; else the slot is what one knows.
  const title = document.nameFrom === undefined ? saved.title : answer.setup.name
  const words =
    status === 'pending'
      ? t.setups.connectedPending
      : status === 'inactive'
        ? t.setups.connectedInactive
        : outcome.test?.ok === true
          ? t.setups.connected
          : t.setups.savedSlot
  const warnings = outcome.issues
    .filter((issue) => issue.severity === 'warning' && issue.code !== 'notice')
    .map(({ message, hint }) => (hint === undefined ? message : `${message} ${hint}`))
  if (answer.reset !== undefined)
    warnings.unshift(t.setups.resetMade(document.resets[answer.reset]?.title ?? answer.reset))
  return warnings.length === 0 ? { text: words(title) } : { text: [words(title), ...warnings].join(' '), tone: 'warn' }
}
