import type { FaultBoard } from '../faults/fault-board.ts'
import type { TokenLedger } from '../token-ledger.ts'
import type { PimFixture } from './pim-fixture.ts'

/** The PIMs of a sandbox, and what they share with the rest of it. */
export interface Pims {
  /** Host → the PIM as it stands. */
  readonly byHost: Map<string, PimFixture>
  readonly ledger: TokenLedger
  readonly faults: FaultBoard
  readonly clock: () => Date
  /** Where the redirect fault leads, without a trailing slash. */
  readonly otherHostUrl: string
}

/** Throws where two PIMs share a host. */
export const createPims = (fixtures: readonly PimFixture[], parts: Omit<Pims, 'byHost'>): Pims => {
  const byHost = new Map(fixtures.map((pim) => [pim.host, pim]))
  if (byHost.size !== fixtures.length) throw new TypeError('Two fixture PIMs share a host.')
  return { ...parts, byHost }
}
