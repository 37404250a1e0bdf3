import {
  autocomplete,
  autocompleteMultiselect,
  confirm,
  isCancel,
  log,
  multiselect,
  password,
  select,
  text,
} from '@clack/prompts'
import type { FieldHint } from '@connform/core'
import type { Keyboard } from './keyboard.ts'
import type { Question } from './questions.ts'

/** The user left a prompt with Escape or Ctrl-C. Whoever catches it says what is saved, and what is not. */
export class Cancelled extends Error {}

/** What a question can know of its answer. */
export interface Asking {
  readonly keyboard: Keyboard
  readonly hint: FieldHint | undefined
  /** Shown to be changed or taken over. */
  readonly suggestion: unknown
  /** A secret is saved, so that a blank keeps it. */
  readonly isSaved: boolean
  /** What to tell where an answer is not good, or a question mark was entered. */
  readonly mistake: (answer: unknown) => string | undefined
}

/** Above this many choices a list is searched rather than walked through. */
const MANY_CHOICES = 12

/** Asks for one field until the answer is good. Secrets are masked while they are typed. */
export async function askQuestion(question: Question, asking: Asking): Promise<unknown> {
  const { field, required } = question
  const { keyboard, hint, suggestion, isSaved, mistake } = asking
  const { source } = keyboard
  const notes = [required ? '' : 'optional', isSaved ? 'saved: leave blank to keep it' : ''].filter(Boolean)
  const message = notes.length === 0 ? field.title : `${field.title} (${notes.join('; ')})`
  const validate = (answer: string | undefined) => mistake(answer ?? '')

  if (field.writeOnly === true) return answered(await password({ ...source, message, validate }))
  if (field.type === 'boolean') {
    return answered(await confirm({ ...source, message, initialValue: suggestion === true }))
  }
  const choices = (field.oneOf ?? field.items?.oneOf)?.map(({ const: value, title }) => ({ value, label: title }))
  if (choices !== undefined && field.type === 'array') {
    const initialValues = Array.isArray(suggestion) ? suggestion.map(String) : []
    const list = { ...source, message, options: choices, initialValues, required }
    return answered(
      choices.length > MANY_CHOICES
        ? await autocompleteMultiselect({ ...list, maxItems: MANY_CHOICES, placeholder: 'Type to search' })
        : await multiselect(list),
    )
  }
  if (choices !== undefined) {
    const initial = typeof suggestion === 'string' ? { initialValue: suggestion } : {}
    // A list takes no question mark, so its help stands above it; one that is searched has room for one line alone.
    const { help } = hint ?? {}
    if (choices.length > MANY_CHOICES) {
      if (help !== undefined && help !== '') log.message(help)
      const list = { ...source, message, options: choices, ...initial }
      return answered(await autocomplete({ ...list, maxItems: MANY_CHOICES, placeholder: 'Type to search' }))
    }
    const explained = [message, help].filter(Boolean).join('\n')
    return answered(await select({ ...source, message: explained, options: choices, ...initial }))
  }
  const answer = answered(
    await text({
      ...source,
      message,
      validate,
      ...(suggestion === undefined ? {} : { initialValue: String(suggestion) }),
      ...(hint?.placeholder === undefined ? {} : { placeholder: `for example ${hint.placeholder}` }),
    }),
  )
  return field.type !== 'string' && /^-?\d{1,15}$/.test(answer) ? Number(answer) : answer
}

/** The answer, unless the prompt was left. */
export function answered<T>(answer: T): Exclude<T, symbol> {
  if (isCancel(answer)) throw new Cancelled()
  return answer as Exclude<T, symbol>
}
