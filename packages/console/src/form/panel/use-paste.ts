import type { Issue } from '@connform/core'
import { useEffect, useState } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import type { DraftStore } from '../draft/draft-store.ts'
import { fillFromText } from '../draft/fill-from-text.ts'
import type { LoadedAdapter } from './use-adapter.ts'

/** More than any credentials file. */
const MAX_CHARACTERS = 100_000

/** A text on its way into the form. */
interface Given {
  readonly text: string
  /** It stands in the box, where it may be typed on. */
  readonly isTyped: boolean
}

interface Finding {
  readonly filled: readonly string[]
  readonly issues: readonly Issue[]
  readonly problem: string | undefined
}

const none: readonly Given[] = Object.freeze([])
const nothing: Finding = Object.freeze({ filled: [], issues: [], problem: undefined })

export interface Paste {
  /** What stands in the box. */
  readonly text: string
  readonly type: (text: string) => void
  /** Takes what was typed into the box. */
  readonly takeTyped: (text: string) => void
  /** Takes a text that comes from elsewhere. */
  readonly takeText: (text: string) => void
  readonly takeFile: (file: File) => Promise<void>
  /** What was filled, what the text lacks, or that it is still being read. */
  readonly said: string
  readonly problem: string | undefined
}

/** Fills a form from texts and files. What is given before the reading code has arrived waits for it, in its order. */
export function usePaste(store: DraftStore, { adapter, hasFailed }: LoadedAdapter): Paste {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const [given, setGiven] = useState(none)
  const [finding, setFinding] = useState(nothing)

  useEffect(() => {
    if (adapter === undefined || given.length === 0) return
    let found = nothing
    for (const one of given) {
      const result = fillFromText(store.get(), one.text, { adapter, now: new Date() })
      store.change(() => result.draft)
      found = {
        filled: [...new Set([...found.filled, ...result.filled])],
        issues: result.issues,
        problem: result.unknown ? t.form.pasteUnknown : found.problem,
      }
      // What was typed on since then is another text.
      if (!result.unknown) setText((now) => (now === one.text ? '' : now))
    }
    setFinding(found)
    setGiven((now) => now.filter((one) => !given.includes(one)))
  }, [given, adapter, store, t])

  const take = (one: Given): void => {
    if (one.text.length > MAX_CHARACTERS) {
      setFinding({ ...nothing, problem: t.form.pasteTooLong })
      return
    }
    if (one.text.trim() === '') setFinding(nothing)
    // Of one box, what stood in it last counts.
    else setGiven((now) => [...(one.isTyped ? now.filter((other) => !other.isTyped) : now), one])
  }
  const takeText = (from: string): void => take({ text: from, isTyped: false })
  const isWaiting = given.length > 0 && adapter === undefined
  const parts = isWaiting
    ? [!hasFailed && t.form.pasteReading]
    : [
        finding.filled.length > 0 && t.form.pasteFilled(finding.filled.join(', ')),
        ...finding.issues.flatMap(({ message, hint }) => [message, hint]),
      ]
  return {
    text,
    type: setText,
    takeTyped: (typed) => take({ text: typed, isTyped: true }),
    takeText,
    takeFile: async (file) => {
      if (file.size > MAX_CHARACTERS) {
        setFinding({ ...nothing, problem: t.form.pasteTooLong })
        return
      }
      try {
        takeText(await file.text())
      } catch {
        setFinding({ ...nothing, problem: t.form.pasteUnreadable })
      }
    },
    said: parts.filter((part) => typeof part === 'string').join(' '),
    problem: isWaiting && hasFailed ? t.form.pasteNotLoaded : finding.problem,
  }
}
