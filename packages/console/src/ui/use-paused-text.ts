import { useEffect, useState } from 'react'

export interface PausedText {
  readonly typed: string
  readonly type: (text: string) => void
  /** Tells it at once. */
  readonly tell: (text: string) => void
}

/**
 * A text that is told when the typing pauses. Another text from outside takes its place; one that was told and comes back
 * does not, as more may have been typed meanwhile.
 */
export function usePausedText(value: string, pauseMs: number, onText: (text: string) => void): PausedText {
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  /** The last one that came back, and those that were told since. */
  const [told, setTold] = useState<readonly string[]>([value])
  if (seen !== value) {
    setSeen(value)
    const at = told.indexOf(value, 1)
    setTold(at < 0 ? [value] : told.slice(at))
    if (at < 0) setTyped(value)
  }
  const last = told.at(-1)
  useEffect(() => {
    if (typed === last) return
    const timer = setTimeout(() => {
      setTold((so) => [...so, typed])
      onText(typed)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [typed, last, pauseMs, onText])
  const tell = (text: string): void => {
    setTyped(text)
    setTold((so) => [...so, text])
    onText(text)
  }
  return { typed, type: setTyped, tell }
}
