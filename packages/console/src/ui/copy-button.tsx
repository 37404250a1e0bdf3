import { useState } from 'react'
import { useTexts } from '../texts/texts-context.tsx'
import { Button } from './button.tsx'

export interface CopyButtonProps {
  /** What is copied. */
  readonly text: string
  /** What it is, in words, for the button's name. */
  readonly what: string
}

/** Copies a text and says so, on itself and aloud. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const { t } = useTexts()
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      setState('failed')
    }
  }
  const shown = { idle: t.common.copy, copied: t.common.copiedShort, failed: t.common.copyFailed }[state]
  const said = { idle: '', copied: t.common.copied(what), failed: t.common.copyFailed }[state]
  return (
    <span className="copy">
      <Button
        className="copy-button"
        icon={state === 'copied' ? 'check' : 'copy'}
        aria-label={t.common.copyWhat(what)}
        onClick={() => void copy()}
      >
        {shown}
      </Button>
      {/* Here, and not outside: nothing outside of an open panel is read. */}
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </span>
  )
}
