import { log, select } from '@clack/prompts'
import { dependentsOf, type MappingRow, type SetupDocument, type SetupSection } from '@connform/core'
import type { SetupResult } from 'connform'
import { answered, askQuestion, Cancelled } from '../dialogue/ask-question.ts'
import { fitPrompt } from '../dialogue/fit-prompt.ts'
import { describeIssues } from '../output/issues.ts'
import { makeGuarded } from './ask-guard.ts'
import { askMapping } from './ask-mapping.ts'
import type { Talk } from './ask-slot.ts'
import { listReader, SectionLeft } from './list-reader.ts'

interface AskedSection {
  readonly id: string
  readonly document: SetupDocument
  readonly section: SetupSection
  /** As they are saved. */
  readonly settings: Readonly<Record<string, unknown>>
  readonly confirmed?: readonly string[]
}

/** Has a person choose what a section asks for, and saves it. Undefined where they leave it for later. */
export async function askSection(
  talk: Talk,
  asked: AskedSection,
): Promise<Extract<SetupResult, { ok: true }> | undefined> {
  const { connform, terminal, keyboard } = talk
  const { id, document, section, settings, confirmed = [] } = asked
  const names = [...inOrder(document, section.fields ?? []), ...(section.mappings ?? [])]
  const answers: Record<string, unknown> = Object.fromEntries(
    names.filter((name) => settings[name] !== undefined).map((name) => [name, settings[name]]),
  )
  let open: readonly string[] = names
  try {
    for (;;) {
      for (const name of open) answers[name] = await askFor(talk, asked, name, answers)
      const result = await makeGuarded(
        {
          confirmed,
          make: (confirm) => connform.setups.save(id, answers, { section: section.id, confirm }),
          mayAsk: true,
        },
        { document, terminal, keyboard },
      )
      if (result === undefined) throw new Cancelled()
      if (result.ok) return result
      log.error(fitPrompt(describeIssues(terminal, result.issues).join('\n'), terminal))
      open = await chooseAgain(
        talk,
        names.filter((name) => result.issues.some(({ path }) => path[0] === name)),
        names,
      )
    }
  } catch (error) {
    if (error instanceof SectionLeft) return undefined
    throw error
  }
}

/** What others are narrowed by comes first, so that they are asked for among what is left. */
function inOrder({ settings }: SetupDocument, fields: readonly string[]): string[] {
  const rank = (name: string): number => (dependentsOf(settings, name).length > 0 ? 0 : 1)
  return [...fields].sort((one, other) => rank(one) - rank(other))
}

async function askFor(
  talk: Talk,
  { id, document, settings }: AskedSection,
  name: string,
  answers: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { keyboard, terminal } = talk
  const { form, hints, options, mappings } = document.settings
  const read = listReader(talk, id)
  const mapping = mappings[name]
  if (mapping !== undefined) {
    return askMapping(keyboard, {
      mapping,
      rows: (answers[name] ?? []) as readonly MappingRow[],
      from: await read(`${name}.from`),
      to: await read(`${name}.to`),
    })
  }
  const field = form.properties[name] ?? { type: 'string', title: name }
  const required = form.required?.includes(name) === true
  const listed =
    options[name] === undefined ? undefined : labelled(await read(name, { ...settings, ...answers }), required)
  const offered = field.type === 'array' ? { items: { type: 'string', oneOf: listed } } : { oneOf: listed }
  const help = [hints[name]?.help ?? field.description].filter(Boolean).join('\n')
  const question = { key: name, required, field: listed === undefined ? field : { ...field, ...offered } }
  const answer = await askQuestion(question as Parameters<typeof askQuestion>[0], {
    keyboard,
    hint: { help: fitPrompt(help, terminal) },
    suggestion: answers[name] ?? field.default,
    isSaved: false,
    mistake: (typed) => (typed === '?' ? fitPrompt(help, terminal) : undefined),
  })
  return answer === '' ? null : answer
}

/** A list as it is chosen from: a tree with what stands under what, and nothing as the first choice where that will do. */
function labelled(
  list: readonly { readonly value: string; readonly label: string; readonly parent?: string }[],
  required: boolean,
): { const: string; title: string }[] {
  const parents = new Map(list.map(({ value, parent }) => [value, parent]))
  const depthOf = (value: string): number => {
    let depth = 0
    // A list that leads in a circle ends at a depth that no tree has.
    for (let parent = parents.get(value); parent !== undefined && parents.has(parent) && depth < 20; depth++) {
      parent = parents.get(parent)
    }
    return depth
  }
  const entries = list.map(({ value, label }) => ({
    const: value,
    title: `${'  '.repeat(depthOf(value))}${label.includes(value) ? label : `${label} (${value})`}`,
  }))
  return required ? entries : [{ const: '', title: 'Nothing' }, ...entries]
}

async function chooseAgain(
  { keyboard }: Talk,
  wrong: readonly string[],
  all: readonly string[],
): Promise<readonly string[]> {
  const choice = answered(
    await select({
      ...keyboard.source,
      message: 'Nothing was saved of this section. What next?',
      options: [
        { value: 'again', label: 'Choose again' },
        { value: 'leave', label: 'Leave this section for later' },
      ],
    }),
  )
  if (choice === 'leave') throw new SectionLeft()
  return wrong.length === 0 ? all : wrong
}
