import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { SetupAnswer, SetupDocument, SlotForm } from '../../api/setup-types.ts'
import { refreshSetups } from '../../api/setups.ts'
import type { Connection } from '../../api/types.ts'
import { withCallback } from '../../form/oauth/callback-url.ts'
import { ConnectionPanel, type SetupWords } from '../../form/panel/connection-panel.tsx'
import { useSession } from '../../session/session-context.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { useToasts } from '../../ui/index.ts'
import { guardWords } from '../guard-words.ts'
import { savedSlotToast } from './saved-slot-toast.ts'
import { type SlotPlace, sendSlot } from './send-slot.ts'
import { newSlotDraft, savedSlotDraft } from './slot-draft.ts'
import type { SlotWords } from './slot-words.ts'

export interface SlotFormPanelProps {
  readonly document: SetupDocument
  readonly place: SlotPlace
  readonly words: SlotWords
  readonly title: string
  /** Of the setup, or what it is going to be called. */
  readonly name: string
  /** What is connected already. */
  readonly saved?: { readonly form: SlotForm; readonly connection: Connection }
  /** Fields whose change asks first, by name. */
  readonly guarded: ReadonlySet<string>
  readonly onClose: () => void
  readonly onSaved: (answer: SetupAnswer) => void
}

/** The form of a slot, with its guides at the side; saved only where its test passes. */
export function SlotFormPanel(props: SlotFormPanelProps) {
  const { document, place, words, title, name, saved, guarded, onClose, onSaved } = props
  const texts = useTexts()
  const toasts = useToasts()
  const client = useQueryClient()
  const { redirectUri } = useSession().session
  // What is filled in is what stood there when the panel opened: a later reading must not change it under the hands.
  const [first] = useState(() =>
    withCallback(saved === undefined ? newSlotDraft(words, name) : savedSlotDraft(words, name, saved), redirectUri),
  )
  const [answers] = useState<{ last?: SetupAnswer }>(() => ({}))
  const send = useMemo(
    () =>
      sendSlot(place, {
        onAnswer: (answer) => {
          answers.last = answer
        },
        onConflict: () => {
          if ('setup' in place) void refreshSetups(client, place.setup)
        },
      }),
    [place, answers, client],
  )
  const ofSetup = useMemo<SetupWords>(
    () => ({
      advice: words.rules.advice ?? [],
      guide: words.rules.guide,
      guarded,
      guardWords: (guard) => guardWords(document, guard, words.full),
    }),
    [words, guarded, document],
  )
  return (
    <ConnectionPanel
      definition={first.definition}
      mode={saved === undefined ? 'create' : 'edit'}
      title={title}
      first={first}
      send={send}
      ofSetup={ofSetup}
      onClose={onClose}
      onSaved={(outcome) => {
        const answer = answers.last
        if (answer === undefined) return
        toasts.show(savedSlotToast(document, { answer, outcome, title: words.rules.title }, texts))
        onSaved(answer)
      }}
    />
  )
}
