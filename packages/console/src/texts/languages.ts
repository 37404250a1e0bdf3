import { en } from './en.ts'

/** Every text of the console. Another language is complete or does not compile. */
export type Texts = typeof en

export interface Language {
  /** BCP 47; also the value of `<html lang>` and what dates and numbers go by. */
  readonly locale: string
  /** In the language itself. */
  readonly name: string
  readonly load: () => Promise<Texts>
}

export type LanguageId = 'en' | 'de'

export const languages: Readonly<Record<LanguageId, Language>> = Object.freeze({
  en: { locale: 'en-GB', name: 'English', load: async () => en },
  de: { locale: 'de', name: 'Deutsch', load: async () => (await import('./de.ts')).de },
})

export const isLanguage = (id: string | null | undefined): id is LanguageId =>
  typeof id === 'string' && Object.hasOwn(languages, id)

/** The one chosen earlier, else the first the browser asks for that there is, else English. */
export function preferredLanguage(chosen: string | null, wanted: readonly string[]): LanguageId {
  if (isLanguage(chosen)) return chosen
  return wanted.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en'
}
