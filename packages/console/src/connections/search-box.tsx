import { useEffect, useState } from 'react'
import { useTexts } from '../texts/texts-context.tsx'
import { Icon, IconButton, TextInput } from '../ui/index.ts'

const TYPING_PAUSE_MS = 250

export interface SearchBoxProps {
  readonly value: string
  readonly onSearch: (text: string) => void
}

/** Searches when the typing pauses, or at once with Enter. */
export function SearchBox({ value, onSearch }: SearchBoxProps) {
  const { t } = useTexts()
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    setTyped(value)
  }
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onSearch(typed), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, value, onSearch])
  return (
    <search className="search-box">
      <Icon name="search" />
      <TextInput
        type="search"
        aria-label={t.connections.searchLabel}
        placeholder={t.connections.searchPlaceholder}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onSearch(typed)
        }}
      />
      {typed !== '' && (
        <IconButton
          icon="close"
          label={t.connections.clearSearch}
          onClick={() => {
            setTyped('')
            onSearch('')
          }}
        />
      )}
    </search>
  )
}
