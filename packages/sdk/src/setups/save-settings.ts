import {
  ConnformError,
  checkChoices,
  dependentsOf,
  type Issue,
  lockedValues,
  type PreparedSettings,
  prepareSettings,
  type SetupDocument,
  type SetupSection,
  type SourceOption,
  sectionOf,
  sourcesOf,
} from '@connform/core'
import { changeSetup } from './change-setup.ts'
import { type FoundSetup, findSetup } from './find-setup.ts'
import { forgetFor } from './forget.ts'
import { guardIssues, guardOf } from './guard.ts'
import { readList } from './read-lists.ts'
import type { SetupContext } from './setup-context.ts'
import { sectionsOf, valuesOf } from './setup-status.ts'
import { setupView } from './setup-view.ts'
import type { SaveOptions, Setup, SetupResult } from './setups.ts'
import { tellOf, tellOfGates } from './tell-of.ts'

/** Checks a change of settings against form, gates, live lists and locks, in this order, and saves it. */
export async function saveSettings(
  context: SetupContext,
  { id, patch }: { readonly id: string; readonly patch: unknown },
  options: SaveOptions,
): Promise<SetupResult> {
  const found = await findSetup(context, id, options.revision)
  const { record, document } = found
  const section = sectionNamed(document, options.section)
  const prepared = prepareSettings(document, record.settings, patch, section)
  const { changes, changed, settings } = prepared
  const before = await setupView(context, record)
  const issues = [...prepared.issues, ...lockedIssues(document, before, prepared, section)]
  if (issues.some(({ severity }) => severity === 'error')) return { ok: false, issues: onePerField(issues), changes }
  if (changed.length === 0) return { ok: true, setup: before, issues, changes }

  const choices = await choiceIssues(context, found, prepared)
  if (choices.length > 0) return { ok: false, issues: onePerField(choices), changes }
  const values = valuesOf(before)
  const locked = {
    present: lockedValues(document, record.settings, values),
    next: lockedValues(document, settings, values),
  }
  const { guard, refused } = guardOf({ document, record }, locked, options.confirm)
  if (guard !== undefined && refused) return { ok: false, issues: guardIssues(guard), changes, guard }

  const { form } = document.settings
  const own = Object.fromEntries(Object.entries(settings).filter(([name]) => Object.hasOwn(form.properties, name)))
  // What was checked is what is written, so nobody may have written in between.
  const revision = record.revision
  const after =
    guard === undefined
      ? await changeSetup(context, id, { action: 'setup.saved', revision, change: () => ({ settings }) })
      : await forgetFor(context, record, {
          kind: guard.reset,
          revision,
          ...(guard.reset === 'keep-store' ? { settings: own } : {}),
        })
  const setup = await setupView(context, after)
  tellOf(context, after, { type: 'setup.saved', fields: changed })
  if (guard !== undefined) tellOf(context, after, { type: 'setup.reset', reset: guard.reset })
  tellOfGates(context, after, sectionsOf(document, before), sectionsOf(document, setup))
  return { ok: true, setup, issues, changes, ...(guard === undefined ? {} : { reset: guard.reset }) }
}

function sectionNamed({ sections }: SetupDocument, id: string | undefined): SetupSection | undefined {
  if (id === undefined) return undefined
  const found = sections.find((section) => section.id === id)
  if (found !== undefined) return found
  const known = sections.map((section) => section.id).join(', ')
  throw new ConnformError('ERR_OPTION_INVALID', 'This setup has no such section.', `Sections: ${known}.`)
}

/** A section whose gate is closed takes nothing. */
function lockedIssues(
  document: SetupDocument,
  before: Setup,
  { changed }: PreparedSettings,
  asked: SetupSection | undefined,
): Issue[] {
  const closed = new Map(
    sectionsOf(document, before).flatMap(({ id, open, reasons }) => (open ? [] : [[id, reasons] as const])),
  )
  const touched = changed.map((name) => ({ name, section: sectionOf(document, name)?.id }))
  const all = asked === undefined ? touched : [...touched, { name: undefined, section: asked.id }]
  return all.flatMap(({ name, section }) =>
    (closed.get(section ?? '') ?? []).map((reason) => ({ ...reason, path: name === undefined ? [] : [name] })),
  )
}

/** What the live lists do not offer; a list that does not hold a choice is read anew first, for it may have grown. */
async function choiceIssues(
  context: SetupContext,
  found: FoundSetup,
  { changed, settings }: PreparedSettings,
): Promise<Issue[]> {
  const { document } = found
  const rules = document.settings
  const names = [...new Set(changed.flatMap((name) => [name, ...dependentsOf(rules, name)]))]
  const sourcesFor = (name: string): string[] => {
    const mapping = rules.mappings[name]
    return mapping === undefined ? sourcesOf(rules, name) : [mapping.from.source, mapping.to.source]
  }
  const look = async (checked: readonly string[], refresh: boolean): Promise<Issue[]> => {
    const chosen = checked.filter((name) => settings[name] !== undefined)
    const sources = [...new Set(chosen.flatMap(sourcesFor))]
    const lists = new Map<string, readonly SourceOption[]>()
    const failures = new Map<string, Issue>()
    await Promise.all(
      sources.map(async (source) => {
        try {
          lists.set(source, await readList(context, found, source, refresh))
        } catch (error) {
          if (!(error instanceof ConnformError)) throw error
          failures.set(source, unreadable(error))
        }
      }),
    )
    const unread = chosen.flatMap((name) => {
      const failure = sourcesFor(name)
        .map((source) => failures.get(source))
        .find((issue) => issue !== undefined)
      return failure === undefined ? [] : [{ ...failure, path: [name] }]
    })
    const read = chosen.filter((name) => !unread.some(({ path }) => path[0] === name))
    return [...unread, ...checkChoices(document, read, { settings, lists })]
  }
  const first = await look(names, false)
  const missed = first.filter(({ code }) => code === 'not_offered').map(({ path }) => path[0])
  if (missed.length === 0) return first
  return [
    ...first.filter(({ code }) => code !== 'not_offered'),
    ...(await look(
      names.filter((name) => missed.includes(name)),
      true,
    )),
  ]
}

const unreadable = ({ message, hint }: ConnformError): Issue => ({
  path: [],
  code: 'list_unreadable',
  message: `The list could not be read: ${message}`,
  hint: hint ?? 'Test the connection, then save again.',
  severity: 'error',
})

function onePerField(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>()
  return issues.filter(({ path }) => {
    const key = path.join('.')
    return seen.has(key) ? false : seen.add(key)
  })
}
