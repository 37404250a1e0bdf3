import type { SetupDocument } from '../generated/setup.ts'
import type { Output } from './files.ts'

/** Every setup as JSON, and all of them as one frozen list. */
export function writeSetups(setups: readonly SetupDocument[], output: Output): void {
  const ids = setups.map(({ id }) => id)
  for (const setup of setups) output.writeJson(`setups/${setup.id}.json`, setup)
  // One string to parse is read faster than an object literal.
  const text = JSON.stringify(JSON.stringify(setups))
  output.write(
    'setups/index.js',
    `import { deepFreeze } from '../deep-freeze.js'

/** Every setup of this package, in the order of their ids. Frozen. */
export const setups = deepFreeze(JSON.parse(${text}))
/** The ids of {@link setups}, in the same order. */
export const setupIds = Object.freeze(${JSON.stringify(ids)})
`,
  )
  output.write(
    'setups/index.d.ts',
    `import type { SetupDocument } from '../generated/setup.js'

export type * from '../generated/setup.js'

/** Every setup of this package, in the order of their ids. Frozen. */
export declare const setups: readonly SetupDocument[]
/** The ids of {@link setups}, in the same order. */
export declare const setupIds: readonly [${ids.map((id) => `'${id}'`).join(', ')}]
`,
  )
}
