import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useDefinition } from '../../api/definitions.ts'
import { refreshSetups, useSetupDocument, useStartSetup } from '../../api/setups.ts'
import { ProblemMessage } from '../../shell/problem-message.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { SidePanel, Skeleton } from '../../ui/index.ts'
import { SlotFormPanel } from './slot-form-panel.tsx'
import { slotWords } from './slot-words.ts'

const NONE: ReadonlySet<string> = new Set()

/** Begins a setup with its one connection: where the test fails, nothing is stored. One with more begins empty. */
export function CreateSetupPanel() {
  const { document: id = '' } = useParams()
  const { t } = useTexts()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: document, error: documentError } = useSetupDocument(id)
  const slots = Object.keys(document?.slots ?? {})
  const slot = slots.length === 1 ? slots[0] : undefined
  const { data: definition, error: definitionError } = useDefinition(document?.slots[slot ?? '']?.definition)
  const words = useMemo(
    () =>
      document === undefined || definition === undefined || slot === undefined
        ? undefined
        : slotWords(document, slot, definition),
    [document, definition, slot],
  )
  const place = useMemo(() => ({ document: id, slot: slot ?? '' }), [id, slot])
  const open = (setup: string): void => void navigate(`/setups/${encodeURIComponent(setup)}`, { replace: true })
  const close = (): void => void navigate(`/setups/of/${encodeURIComponent(id)}`)
  const start = useStartSetup()
  const beginsEmpty = document !== undefined && slot === undefined
  const { mutate, isIdle } = start
  useEffect(() => {
    if (beginsEmpty && isIdle) mutate(id, { onSuccess: (setup) => open(setup.id) })
  }, [beginsEmpty, isIdle, mutate, id])

  const title = document === undefined ? t.setups.create : t.setups.createOf(document.title)
  if (document === undefined || words === undefined) {
    const error = documentError ?? definitionError ?? start.error
    return (
      <SidePanel title={title} wide onClose={close}>
        {error === null ? <Skeleton lines={8} /> : <ProblemMessage error={error} title={t.problems.loadTitle} />}
      </SidePanel>
    )
  }
  return (
    <SlotFormPanel
      document={document}
      place={place}
      words={words}
      title={title}
      name={document.title}
      guarded={NONE}
      onClose={close}
      onSaved={({ setup }) => {
        void refreshSetups(client)
        open(setup.id)
      }}
    />
  )
}
