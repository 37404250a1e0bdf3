import { useEffect, useId, useRef, useState } from 'react'
import { useTexts } from '../texts/texts-context.tsx'

export interface ProgressProps {
  readonly label: string
  readonly done: number
  /** Undefined while it is not known. */
  readonly total: number | undefined
}

/** A bar with how many of how many, how fast, and how long it will still take. */
export function Progress({ label, done, total }: ProgressProps) {
  const { t } = useTexts()
  const id = useId()
  const { perSecond, remainingSeconds } = useRate(done, total)
  return (
    <div className="progress">
      <div id={id} className="progress-label">
        {label}
      </div>
      <progress aria-labelledby={id} {...(total === undefined ? {} : { max: Math.max(total, 1), value: done })} />
      <div className="progress-numbers">
        <span>{total === undefined ? t.progress.started : t.progress.doneOf(done, total)}</span>
        <span>{perSecond === undefined ? '' : t.progress.rate(perSecond)}</span>
        <span>{remainingSeconds === undefined ? '' : t.progress.remaining(remainingSeconds)}</span>
      </div>
    </div>
  )
}

interface Rate {
  readonly perSecond: number | undefined
  readonly remainingSeconds: number | undefined
}

/** Over the whole time since the bar appeared: it neither jumps nor needs smoothing. */
function useRate(done: number, total: number | undefined): Rate {
  const begin = useRef<{ readonly at: number; readonly done: number }>(undefined)
  const [rate, setRate] = useState<Rate>({ perSecond: undefined, remainingSeconds: undefined })
  useEffect(() => {
    begin.current ??= { at: performance.now(), done }
    const seconds = (performance.now() - begin.current.at) / 1000
    const made = done - begin.current.done
    if (seconds < 0.5 || made <= 0) return
    const perSecond = made / seconds
    setRate({ perSecond, remainingSeconds: total === undefined ? undefined : (total - done) / perSecond })
  }, [done, total])
  return rate
}
