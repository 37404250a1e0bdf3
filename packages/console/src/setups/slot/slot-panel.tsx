import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useDefinition } from '../../api/definitions.ts'
import { refreshSetups, useSetup, useSetupDocument, useSlotForm } from '../../api/setups.ts'
import { ProblemMessage } from '../../shell/problem-message.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { SidePanel, Skeleton } from '../../ui/index.ts'
import { guardedFields } from '../guarded-fields.ts'
import { SlotFormPanel } from './slot-form-panel.tsx'
import { slotWords } from './slot-words.ts'

/** Connects a slot of a setup, or changes its connection, over the setup's page. */
export function SlotPanel() {
  const { id = '', slot = '' } = useParams()
  const { t } = useTexts()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: status, error: statusError } = useSetup(id)
  const { data: document, error: documentError } = useSetupDocument(status?.setup.document)
  const { data: definition, error: definitionError } = useDefinition(document?.slots[slot]?.definition)
  const { data: form, error: formError, isFetching } = useSlotForm(id, slot)
  const setup = status?.setup
  const words = useMemo(
    () => (document === undefined || definition === undefined ? undefined : slotWords(document, slot, definition)),
    [document, definition, slot],
  )
  const guarded = useMemo(() => guardedFields(document, setup, slot), [document, setup, slot])
  const revision = setup?.revision ?? 0
  const place = useMemo(() => ({ setup: id, slot, revision }), [id, slot, revision])
  const close = (): void => void navigate(`/setups/${encodeURIComponent(id)}`)
  const title = document?.slots[slot]?.title ?? ''
  const connection = setup?.slots[slot]?.connection ?? undefined
  const panelTitle = connection === undefined ? t.setups.connectOf(title) : t.setups.editConnectionOf(title)
  const isReady =
    setup !== undefined && document !== undefined && words !== undefined && form !== undefined && !isFetching

  if (!isReady) {
    const error = statusError ?? documentError ?? definitionError ?? formError
    return (
      <SidePanel title={title === '' ? t.setups.title : panelTitle} wide onClose={close}>
        {error === null ? <Skeleton lines={8} /> : <ProblemMessage error={error} title={t.problems.loadTitle} />}
      </SidePanel>
    )
  }
  return (
    <SlotFormPanel
      document={document}
      place={place}
      words={words}
      title={panelTitle}
      name={setup.name}
      {...(connection !== undefined && { saved: { form, connection } })}
      guarded={guarded}
      onClose={close}
      onSaved={() => {
        void refreshSetups(client, id)
        close()
      }}
    />
  )
}
