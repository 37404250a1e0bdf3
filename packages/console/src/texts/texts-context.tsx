import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { remember } from '../shell/remembered.ts'
import { en } from './en.ts'
import { type Format, formatIn } from './format.ts'
import { type LanguageId, languages, type Texts } from './languages.ts'

interface TextsValue {
  readonly t: Texts
  readonly format: Format
  readonly language: LanguageId
  readonly setLanguage: (language: LanguageId) => void
}

const TextsContext = createContext<TextsValue>({
  t: en,
  format: formatIn(languages.en.locale),
  language: 'en',
  setLanguage: () => undefined,
})

export const useTexts = (): TextsValue => useContext(TextsContext)

export interface TextsProviderProps {
  /** Loaded before the first render, so that no text is shown in one language and then in another. */
  readonly initial: { readonly language: LanguageId; readonly texts: Texts }
  readonly children: ReactNode
}

export function TextsProvider({ initial, children }: TextsProviderProps) {
  const [current, setCurrent] = useState(initial)
  const wanted = useRef(initial.language)
  const { language, texts } = current
  const { locale } = languages[language]
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  const value = useMemo<TextsValue>(
    () => ({
      t: texts,
      format: formatIn(locale),
      language,
      setLanguage: (next) => {
        remember('language', next)
        wanted.current = next
        void languages[next].load().then((loaded) => {
          // Another may have been chosen while this one was on its way.
          if (wanted.current === next) setCurrent({ language: next, texts: loaded })
        })
      },
    }),
    [texts, locale, language],
  )
  return <TextsContext.Provider value={value}>{children}</TextsContext.Provider>
}
