/** Ends what takes too long: one clock, which runs anew from each thing that happens. */
export interface Watch {
  /** What is waited for from now on, and for how long. */
  wait(timeoutMs: number): void
  /** Something of it came. */
  moved(): void
  stop(): void
}

/** @param end called once, when what is waited for did not come in time */
export function createWatch(timeoutMs: number, end: () => void): Watch {
  let timer = setTimeout(end, timeoutMs)
  let stopped = false
  return Object.freeze<Watch>({
    wait: (nextMs) => {
      clearTimeout(timer)
      if (!stopped) timer = setTimeout(end, nextMs)
    },
    moved: () => void timer.refresh(),
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  })
}
