import { log } from '@clack/prompts'
import type { FieldSchema, Issue } from '@connform/core'
import type { Terminal } from '../output/terminal.ts'
import { askQuestion } from './ask-question.ts'
import type { AskedForm } from './asked-form.ts'
import { fitPrompt } from './fit-prompt.ts'
import { helpFor } from './help-for.ts'
import { type Keyboard, oneLine } from './keyboard.ts'
import { type Question, questionsOf } from './questions.ts'

/** What a field can be chosen from, where only this installation knows it. */
export type Choices = Readonly<Record<string, NonNullable<FieldSchema['oneOf']>>>

interface Setting {
  readonly terminal: Pick<Terminal, 'columns'>
  readonly keyboard: Keyboard
  readonly choices: Choices
}

/** A form that is filled by asking; what was answered stays, whatever is asked again. */
export interface FormDialogue {
  /** Asks for every field that has no answer yet. */
  ask(): Promise<void>
  askAgain(key: string): Promise<void>
  /** The fields that apply, in the order in which they are asked for. */
  questions(): readonly Question[]
  /** Secrets among them in clear: for connform, for nobody else. */
  answers(): Readonly<Record<string, unknown>>
}

export function formDialogue(form: AskedForm, { terminal, keyboard, choices }: Setting): FormDialogue {
  const { definition, order, saved } = form
  const answers: Record<string, unknown> = {}
  const settled = new Set<string>()
  const fitted = (text: string) => fitPrompt(text, terminal)
  const questions = () =>
    questionsOf(definition, { ...saved?.values, ...answers }, order).map((question) => withChoices(question, choices))
  const issueAt = (key: string, answer: unknown): Issue | undefined =>
    form.issues({ ...answers, [key]: answer }).find(({ path }) => path[0] === key)

  async function askFor(question: Question): Promise<void> {
    const { key } = question
    let pasted: string | undefined
    keyboard.onPaste((text) => {
      if (!definition.derive?.from.includes(key)) return oneLine(text)
      // A file: what it holds for this field is shown, and the whole stays out of sight.
      pasted = text
      const { values } = form.read({ ...answers, [key]: text })
      return `${String(values[key] ?? 'pasted text')}\r`
    })
    const answer = await askQuestion(question, {
      keyboard,
      hint: definition.hints[key],
      suggestion: answers[key] ?? saved?.values[key] ?? question.field.default,
      isSaved: saved !== undefined && Object.hasOwn(saved.secrets, key),
      mistake: (typed) => {
        if (typed === '?') return fitted(helpFor(definition, question))
        const issue = issueAt(key, pasted ?? typed)
        if (issue?.severity !== 'error') return undefined
        pasted = undefined
        return fitted([issue.message, issue.hint, 'Enter ? for help.'].filter(Boolean).join('\n'))
      },
    })
    answers[key] = pasted ?? answer
    settled.add(key)
    const warning = issueAt(key, answers[key])
    if (warning !== undefined) log.warn(fitted([warning.message, warning.hint].filter(Boolean).join('\n')))
    settleFilled(key)
  }

  /** A pasted address or file answers other questions too. */
  function settleFilled(from: string): void {
    if (saved !== undefined || !definition.derive?.from.includes(from)) return
    const { values, secrets } = form.read(answers)
    const filled = questions().filter(
      ({ key, field }) =>
        !settled.has(key) && field.default === undefined && (Object.hasOwn(values, key) || Object.hasOwn(secrets, key)),
    )
    if (filled.length === 0) return
    for (const { key } of filled) settled.add(key)
    log.success(`Taken from the pasted text: ${filled.map(({ field }) => field.title).join(', ')}`)
  }

  return Object.freeze<FormDialogue>({
    ask: async () => {
      const next = () => questions().find(({ key }) => !settled.has(key))
      for (let question = next(); question !== undefined; question = next()) await askFor(question)
    },
    askAgain: async (key) => {
      const question = questions().find((candidate) => candidate.key === key)
      if (question !== undefined) await askFor(question)
    },
    questions,
    answers: () => answers,
  })
}

function withChoices(question: Question, choices: Choices): Question {
  const oneOf = choices[question.key] ?? []
  return oneOf.length === 0 ? question : { ...question, field: { ...question.field, oneOf } }
}
