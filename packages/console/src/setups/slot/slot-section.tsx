import { useQueryClient } from '@tanstack/react-query'
import { useDefinition } from '../../api/definitions.ts'
import type { SetupDocument, SetupStatus, SlotState } from '../../api/setup-types.ts'
import { refreshSetups } from '../../api/setups.ts'
import type { Connection } from '../../api/types.ts'
import { AuthorizeStep } from '../../form/oauth/authorize-step.tsx'
import { AdviceList } from '../../form/panel/advice-list.tsx'
import { useMay } from '../../session/session-context.tsx'
import { useNow } from '../../shell/now.ts'
import { TestRun } from '../../test-run/test-run.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, LinkButton, StatusDot, type Tone } from '../../ui/index.ts'
import { useSlotTest } from './use-slot-test.ts'

export interface SlotSectionProps {
  readonly document: SetupDocument
  readonly slot: string
  readonly status: SetupStatus
  readonly open: boolean
}

const looks: Readonly<Record<SlotState, { readonly tone: Tone; readonly hollow?: boolean }>> = {
  empty: { tone: 'neutral', hollow: true },
  pending: { tone: 'warn', hollow: true },
  untested: { tone: 'neutral' },
  failing: { tone: 'bad' },
  inactive: { tone: 'neutral', hollow: true },
  works: { tone: 'good' },
}

/** What a slot is connected to and whether it works, with the ways to connect, change, authorise and test it. */
export function SlotSection({ document, slot, status, open }: SlotSectionProps) {
  const { t, format } = useTexts()
  const mayEdit = useMay('editor')
  const now = useNow()
  const { setup, slots } = status
  const state = slots.find((one) => one.slot === slot)
  const connection = setup.slots[slot]?.connection ?? undefined
  const title = document.slots[slot]?.title ?? slot
  const { run, start } = useSlotTest(setup.id, slot)
  if (state === undefined) return null
  const formPath = `/setups/${encodeURIComponent(setup.id)}/slots/${encodeURIComponent(slot)}`
  const address = connection?.derived.baseUrl
  return (
    <div className="setup-slot">
      <div className="setup-slot-state">
        <StatusDot {...looks[state.state]}>{t.setups.slotState[state.state]}</StatusDot>
        {connection !== undefined && (
          <span className="setup-slot-address">
            {address ?? t.connections.noAddress}
            {connection.lastTest !== null && (
              <span className="quiet small" title={format.moment(connection.lastTest.testedAt)}>
                {' '}
                {t.setups.testedAt(format.ago(connection.lastTest.testedAt, now))}
              </span>
            )}
          </span>
        )}
      </div>
      {state.state === 'failing' && run.phase === 'idle' && (
        <>
          <p>{state.message}</p>
          <ul className="run-hints">
            {state.hints.map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ul>
        </>
      )}
      {connection !== undefined && <Authorise connection={connection} setup={setup.id} />}
      {mayEdit && (
        <div className="row">
          {open ? (
            <LinkButton
              to={formPath}
              variant={connection === undefined ? 'primary' : 'secondary'}
              icon={connection === undefined ? 'plus' : 'pencil'}
              aria-label={connection === undefined ? t.setups.connectOf(title) : t.setups.editConnectionOf(title)}
            >
              {connection === undefined ? t.setups.connect : t.setups.editConnection}
            </LinkButton>
          ) : (
            <Button disabled>{connection === undefined ? t.setups.connect : t.setups.editConnection}</Button>
          )}
          {connection !== undefined && (
            <Button
              icon="play"
              busy={run.phase === 'running'}
              disabled={!open}
              aria-label={t.setups.testOf(title)}
              onClick={start}
            >
              {t.setups.test}
            </Button>
          )}
        </div>
      )}
      <TestRun run={run}>
        {run.phase === 'tested' && !run.test.ok && <AdviceList advice={document.slots[slot]?.advice ?? []} />}
      </TestRun>
    </div>
  )
}

/** The step that only a person can take, where the auth type of the connection has one. */
function Authorise({ connection, setup }: { readonly connection: Connection; readonly setup: string }) {
  const client = useQueryClient()
  const { data: definition } = useDefinition(connection.definition)
  if (definition?.auth[connection.authType]?.kind !== 'oauth2') return null
  return (
    <AuthorizeStep
      connection={connection}
      provider={definition.title}
      dirty={false}
      onApproved={() => void refreshSetups(client, setup)}
    />
  )
}
