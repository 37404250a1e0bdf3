import type { TestOptions } from 'connform'
import type { Telling } from './answer-as-it-happens.ts'

type Step = Parameters<NonNullable<TestOptions['onStep']>>[0]

/** States of a step, as they are told. */
const states: Readonly<Record<Step['state'], 'begun' | 'done' | 'failed' | 'skipped'>> = Object.freeze({
  started: 'begun',
  passed: 'done',
  failed: 'failed',
  skipped: 'skipped',
})

/** Tells of each step of a test, with how long it took. */
export function stepTeller({ tell }: Pick<Telling, 'tell'>): NonNullable<TestOptions['onStep']> {
  const begun = new Map<string, number>()
  return ({ id, title, state }) => {
    const now = performance.now()
    if (state === 'started') begun.set(id, now)
    const since = begun.get(id)
    const took = state === 'started' || since === undefined ? {} : { ms: Math.round(now - since) }
    tell({ step: { id, title, state: states[state], ...took } })
  }
}
