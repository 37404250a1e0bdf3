import { cancel, isCancel, multiselect, password, select, text } from '@clack/prompts'
import { type Adapter, type FieldSchema, type Issue, planEdit, prepare } from '@connform/core'

/** A saved connection that is being edited. */
export interface SavedForm {
  readonly values: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, unknown>>
}

/** Thrown when the user leaves a prompt with Escape or Ctrl-C. */
export class Cancelled extends Error {}

/**
 * Asks for each field of a form in its order, those of the chosen auth type after it. An answer with a mistake is
 * asked for again with what is wrong; secrets are masked while they are typed.
 */
export async function askForm(adapter: Adapter, saved?: SavedForm): Promise<Record<string, unknown>> {
  const { form, hints } = adapter.definition
  const answers: Record<string, unknown> = {}
  const askFields = async (fields: Readonly<Record<string, FieldSchema>>, required: readonly string[]) => {
    for (const [key, field] of Object.entries(fields)) {
      if (field.readOnly === true || isFilled(answers[key])) continue
      const placeholder = hints[key]?.placeholder
      answers[key] = await askField(field, {
        message: `${field.title}${required.includes(key) ? ' *' : ''}${noteOn(hints[key]?.help)}`,
        saved: saved?.values[key],
        isSaved: saved !== undefined && Object.hasOwn(saved.secrets, key),
        optional: !required.includes(key),
        placeholder,
        mistake: (answer) => mistakeOf(adapter, { ...answers, [key]: answer }, { key, saved }),
      })
      fillFrom(adapter, answers, saved)
    }
  }
  await askFields(form.properties, form.required ?? [])
  const branch = (form.allOf ?? []).find((candidate) =>
    Object.entries(candidate.if.properties).every(([key, condition]) => answers[key] === condition.const),
  )
  if (branch !== undefined) await askFields(branch.then.properties, branch.then.required ?? [])
  return answers
}

interface Question {
  readonly message: string
  readonly saved: unknown
  readonly isSaved: boolean
  readonly optional: boolean
  readonly placeholder: string | undefined
  readonly mistake: (answer: unknown) => string | undefined
}

async function askField(field: FieldSchema, question: Question): Promise<unknown> {
  const { message, saved, isSaved, optional, placeholder, mistake } = question
  const validate = (answer: string | undefined) => (optional && !answer ? undefined : mistake(answer ?? ''))
  if (field.writeOnly === true) {
    const note = isSaved ? '  (saved: leave blank to keep it)' : ''
    return answered(await password({ message: message + note, validate }))
  }
  if (field.oneOf !== undefined) {
    const options = field.oneOf.map((option) => ({ value: option.const, label: option.title }))
    return answered(await select({ message, options, ...(typeof saved === 'string' ? { initialValue: saved } : {}) }))
  }
  if (field.items?.oneOf !== undefined) {
    const options = field.items.oneOf.map((option) => ({ value: option.const, label: option.title }))
    const initialValues = Array.isArray(saved) ? saved.map(String) : []
    return answered(await multiselect({ message, options, initialValues, required: !optional }))
  }
  const initial = saved ?? field.default
  return answered(
    await text({
      message,
      validate,
      ...(initial === undefined ? {} : { initialValue: String(initial) }),
      ...(placeholder === undefined ? {} : { placeholder }),
    }),
  )
}

function answered<T>(answer: T | symbol): T {
  if (isCancel(answer)) {
    cancel('Stopped. Nothing was saved.')
    throw new Cancelled()
  }
  return answer as T
}

interface Asked {
  readonly key: string
  readonly saved: SavedForm | undefined
}

/** What is wrong with one answer, given the ones before it. */
function mistakeOf(adapter: Adapter, answers: Record<string, unknown>, { key, saved }: Asked): string | undefined {
  const issue = check(adapter, answers, saved).find(({ path, severity }) => severity === 'error' && path[0] === key)
  return issue === undefined ? undefined : [issue.message, issue.hint].filter(Boolean).join(' ')
}

const check = (adapter: Adapter, answers: Record<string, unknown>, saved: SavedForm | undefined): readonly Issue[] =>
  saved === undefined
    ? prepare(adapter.definition, answers, { adapter }).issues
    : planEdit(adapter.definition, saved, answers, { adapter }).issues

/** A pasted address or file answers later questions too. */
function fillFrom(adapter: Adapter, answers: Record<string, unknown>, saved: SavedForm | undefined): void {
  if (saved !== undefined) return
  const { values } = prepare(adapter.definition, answers, { adapter })
  for (const key of adapter.definition.derive?.from ?? []) {
    if (isFilled(answers[key]) && values[key] !== undefined) answers[key] = values[key]
  }
}

const isFilled = (answer: unknown): boolean => answer !== undefined && answer !== ''

const noteOn = (help: string | undefined): string => (help === undefined ? '' : `\n   ${help}`)
