import type { Adapter, Issue } from '@connform/core'
import { type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, classNames, Field, SecretTextArea } from '../../ui/index.ts'
import type { DraftStore } from '../draft/draft-store.ts'
import { fillFromText } from '../draft/fill-from-text.ts'

export interface PasteBoxProps {
  readonly store: DraftStore
  /** Undefined until it is loaded. */
  readonly adapter: Adapter | undefined
  readonly disabled: boolean
}

/** More than any credentials file. */
const MAX_CHARACTERS = 100_000

interface Finding {
  readonly filled: readonly string[]
  readonly issues: readonly Issue[]
  readonly problem: string | undefined
}

const nothing: Finding = Object.freeze({ filled: [], issues: [], problem: undefined })

/** One box for whatever somebody has: it fills the fields it tells of, and keeps no text in which a secret may stand. */
export function PasteBox({ store, adapter, disabled }: PasteBoxProps) {
  const { t } = useTexts()
  const id = useId()
  const chooser = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [finding, setFinding] = useState(nothing)
  const [isOver, setIsOver] = useState(false)

  // What was pasted before the reading code had arrived waits for it.
  const waiting = useRef<string>(undefined)

  const take = (given: string): void => {
    if (given.length > MAX_CHARACTERS) {
      setFinding({ ...nothing, problem: t.form.pasteTooLong })
      return
    }
    if (adapter === undefined) {
      waiting.current = given
      return
    }
    if (given.trim() === '') {
      setFinding(nothing)
      return
    }
    const result = fillFromText(store.get(), given, { adapter, now: new Date() })
    store.change(() => result.draft)
    setFinding({ ...result, problem: result.unknown ? t.form.pasteUnknown : undefined })
    if (!result.unknown) setText('')
  }
  const later = useRef(take)
  later.current = take
  useEffect(() => {
    if (adapter === undefined || waiting.current === undefined) return
    later.current(waiting.current)
    waiting.current = undefined
  }, [adapter])
  const takeFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    if (file.size > MAX_CHARACTERS) {
      setFinding({ ...nothing, problem: t.form.pasteTooLong })
      return
    }
    try {
      take(await file.text())
    } catch {
      setFinding({ ...nothing, problem: t.form.pasteUnreadable })
    }
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(false)
    const [file] = event.dataTransfer.files
    if (file === undefined) take(event.dataTransfer.getData('text'))
    else void takeFile(file)
  }
  const said = [
    finding.filled.length > 0 && t.form.pasteFilled(finding.filled.join(', ')),
    ...finding.issues.map((issue) => [issue.message, issue.hint].filter((part) => part !== undefined).join(' ')),
  ].filter((part) => part !== false)

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way; the button is the first.
    <div
      className={classNames('paste', isOver && 'paste-over')}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      <Field
        id={id}
        label={t.form.pasteLabel}
        help={t.form.pasteHelp}
        error={finding.problem}
        note={<span role="status">{said.join(' ')}</span>}
        aside={
          <>
            <Button variant="quiet" disabled={disabled} onClick={() => chooser.current?.click()}>
              {t.form.pasteFile}
            </Button>
            <input
              ref={chooser}
              type="file"
              accept="text/plain,.txt,.json"
              hidden
              onChange={({ target }) => {
                void takeFile(target.files?.[0])
                target.value = ''
              }}
            />
          </>
        }
      >
        {(control) => (
          <SecretTextArea
            {...control}
            className="paste-text"
            rows={1}
            value={text}
            disabled={disabled}
            onChange={({ target }) => setText(target.value)}
            onPaste={(event) => {
              const pasted = event.clipboardData.getData('text')
              if (text !== '' || pasted === '') return
              event.preventDefault()
              setText(pasted)
              take(pasted)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey) return
              event.preventDefault()
              take(text)
            }}
            // What was found goes on standing there: the fields below must not move under a hand that is about to press.
            onBlur={() => {
              if (text.trim() !== '') take(text)
            }}
          />
        )}
      </Field>
    </div>
  )
}
