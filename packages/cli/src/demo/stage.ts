import type { Sandbox } from '@connform/sandbox'
import type { Connform } from 'connform'
import type { Terminal } from '../output/terminal.ts'

/** What every part of the tour works with. */
export interface Stage {
  readonly connform: Connform
  readonly sandbox: Sandbox
  /** Where the tour's database and key lie. */
  readonly folder: string
  readonly style: Terminal['style']
  /** Begins a step. */
  step(title: string): void
  /** Lines of the step. */
  show(lines: readonly string[]): void
  /** What must hold for the step to have gone as it should. */
  expect(holds: boolean): void
}

/** A store of the sandbox that works, with its first two API accounts. */
export function ordinaryStore({ sandbox }: Pick<Stage, 'sandbox'>) {
  for (const store of sandbox.stores) {
    const [first, second] = store.tokens
    if (store.status === 'live' && store.fault === undefined && first !== undefined && second !== undefined) {
      return { store, first, second }
    }
  }
  throw new Error('The sandbox has no store with two API accounts.')
}
