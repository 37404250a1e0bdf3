import { type DragEvent, useId, useRef, useState } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, classNames, Field, SecretTextArea } from '../../ui/index.ts'
import type { DraftStore } from '../draft/draft-store.ts'
import type { LoadedAdapter } from './use-adapter.ts'
import { usePaste } from './use-paste.ts'

export interface PasteBoxProps {
  readonly store: DraftStore
  readonly loaded: LoadedAdapter
  readonly disabled: boolean
}

/** One box for whatever somebody has: it fills the fields it tells of, and keeps no text in which a secret may stand. */
export function PasteBox({ store, loaded, disabled }: PasteBoxProps) {
  const { t } = useTexts()
  const id = useId()
  const chooser = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const { text, type, takeTyped, takeText, takeFile, said, problem } = usePaste(store, loaded)

  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(false)
    const [file] = event.dataTransfer.files
    if (file === undefined) takeText(event.dataTransfer.getData('text'))
    else void takeFile(file)
  }

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
        error={problem}
        note={<span role="status">{said}</span>}
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
                const file = target.files?.[0]
                if (file !== undefined) void takeFile(file)
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
            onChange={({ target }) => type(target.value)}
            onPaste={(event) => {
              const pasted = event.clipboardData.getData('text')
              if (text !== '' || pasted === '') return
              event.preventDefault()
              type(pasted)
              takeTyped(pasted)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey) return
              event.preventDefault()
              takeTyped(text)
            }}
            // What was found goes on standing there: the fields below must not move under a hand that is about to press.
            onBlur={() => {
              if (text.trim() !== '') takeTyped(text)
            }}
          />
        )}
      </Field>
    </div>
  )
}
