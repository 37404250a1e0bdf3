import { useRef } from 'react'
import { useTexts } from '../texts/texts-context.tsx'
import { Icon, IconButton, TextInput, usePausedText } from '../ui/index.ts'

const TYPING_PAUSE_MS = 250

export interface SearchBoxProps {
  readonly value: string
  readonly onSearch: (text: string) => void
  /** What is searched. Default is the connections. */
  readonly label?: string
}

/** Searches when the typing pauses, or at once with Enter. */
export function SearchBox({ value, onSearch, label }: SearchBoxProps) {
  const { t } = useTexts()
  // The button goes with the text, and must not take the focus along.
  const input = useRef<HTMLInputElement>(null)
  const { typed, type, tell } = usePausedText(value, TYPING_PAUSE_MS, onSearch)
  return (
    <search className="search-box">
      <Icon name="search" />
      <TextInput
        ref={input}
        type="search"
        aria-label={label ?? t.connections.searchLabel}
        placeholder={label ?? t.connections.searchPlaceholder}
        value={typed}
        maxLength={200}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') tell(typed)
        }}
      />
      {typed !== '' && (
        <IconButton
          icon="close"
          label={t.connections.clearSearch}
          onClick={() => {
            tell('')
            input.current?.focus()
          }}
        />
      )}
    </search>
  )
}
