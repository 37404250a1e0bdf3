import { setTimeout as sleep } from 'node:timers/promises'

/** Resolves when it holds; the test's own timeout ends a wait in vain. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(30)
}
