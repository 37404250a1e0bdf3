import { SingleBar } from 'cli-progress'

export interface ProgressBar {
  update(done: number): void
  /** Takes the bar off the screen. */
  stop(): void
}

/** What is done sooner needs no bar. */
const SHOWN_AFTER_MS = 2000

/** Shows on stderr how far a long work is; where that is no terminal, nothing. */
export function progressBar(title: string, total: number): ProgressBar {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined }
  const bar = new SingleBar({
    stream: process.stderr,
    format: `${title} {bar} {percentage} %  {value} of {total}  {eta_formatted} left`,
    clearOnComplete: true,
    fps: 4,
  })
  // Looked at with each update: while SQLite works, no timer fires.
  const shownAt = performance.now() + SHOWN_AFTER_MS
  let isShown = false
  return {
    update: (done) => {
      if (isShown) return bar.update(done)
      if (performance.now() < shownAt) return
      isShown = true
      bar.start(total, done)
    },
    stop: () => {
      if (isShown) bar.stop()
    },
  }
}
