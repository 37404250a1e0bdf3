import type { SetupDocument } from '@connform/core'
import type { Connection } from '../connections/connections.ts'
import type { Setup, SlotState, SlotStatus } from './setups.ts'

/** How far every slot of a setup is. */
export function slotStatuses(document: SetupDocument, { slots }: Pick<Setup, 'slots'>): SlotStatus[] {
  return Object.entries(document.slots).map(([slot, rules]) => {
    const connection = slots[slot]?.connection ?? null
    const state = stateOf(connection)
    const { message, hints } = words[state]({ title: rules.title, connection, advice: rules.advice ?? [] })
    return {
      slot,
      title: rules.title,
      state,
      message,
      hints,
      ...(connection === null ? {} : { connection: connection.id }),
    }
  })
}

function stateOf(connection: Connection | null): SlotState {
  if (connection === null) return 'empty'
  if (connection.status === 'inactive') return 'inactive'
  if (connection.status === 'pending' || connection.status === 'needs_reauth') return 'pending'
  if (connection.status !== 'active' || connection.lastTest?.ok === false) return 'failing'
  return connection.lastTest === null ? 'untested' : 'works'
}

interface Spoken {
  readonly title: string
  readonly connection: Connection | null
  readonly advice: readonly string[]
}

const words: Readonly<Record<SlotState, (spoken: Spoken) => Pick<SlotStatus, 'message' | 'hints'>>> = Object.freeze({
  empty: ({ title }) => ({ message: `${title}: nothing is connected yet.`, hints: [`Fill in ${title} and save.`] }),
  pending: ({ title }) => ({
    message: `${title}: the connection waits for its authorisation.`,
    hints: ['Authorise the connection.'],
  }),
  untested: ({ title }) => ({
    message: `${title}: the connection was not tested yet.`,
    hints: ['Test the connection.'],
  }),
  failing: ({ title, connection, advice }) => ({
    message: `${title}: ${connection?.lastTest?.message ?? 'the connection does not work.'}`,
    hints: [...(connection?.lastTest?.hints ?? []), ...advice],
  }),
  inactive: ({ title }) => ({
    message: `${title}: the connection is switched off.`,
    hints: ['Switch the connection on.'],
  }),
  works: ({ title }) => ({ message: `${title}: the connection works.`, hints: [] }),
})
