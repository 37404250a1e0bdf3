import { nearest, type SetupDocument } from '@connform/core'
import { UsageError } from '../usage-error.ts'

/** What a setup is started with, from a file. */
export interface StartValues {
  /** Filled forms, by slot. */
  readonly slots: Readonly<Record<string, unknown>>
  readonly settings: unknown
}

const SHAPE = 'For example { "slots": { "store": { … } }, "settings": { … } }.'

/** Looks at the outermost members alone; forms and settings are checked when they are saved. */
export function readStartValues({ slots: known }: Pick<SetupDocument, 'slots'>, json: unknown): StartValues {
  if (!isRecord(json)) throw new UsageError('The values of a setup are an object.', SHAPE)
  const { slots = {}, settings, ...others } = json
  if (Object.keys(others).length > 0)
    throw new UsageError('The values have a member besides slots and settings.', SHAPE)
  if (!isRecord(slots)) throw new UsageError('slots must be an object with a form per slot.', SHAPE)
  const stranger = Object.keys(slots).find((slot) => !Object.hasOwn(known, slot))
  if (stranger === undefined) return { slots, settings }
  const meant = nearest(stranger, Object.keys(known))
  throw new UsageError(
    'slots has a member that is no slot of this setup.',
    meant === undefined ? `Slots: ${Object.keys(known).join(', ')}.` : `Did you mean ${meant}?`,
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
