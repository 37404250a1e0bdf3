import { en } from './en.ts'
import type { Texts } from './languages.ts'

export const de: Texts = en
