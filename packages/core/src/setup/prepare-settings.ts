import type { Definition } from '../definition.ts'
import { type FormPlan, formPlan } from '../form/form-plan.ts'
import { prepareForm } from '../form/prepare.ts'
import type { Change, Issue } from '../issue.ts'
import { nearest } from '../text/nearest.ts'
import { checkMapping } from './check-mapping.ts'
import type { SetupDocument, SetupSection } from './setup-document.ts'

export interface PreparedSettings {
  readonly ok: boolean
  /** All settings after the change, those that were saved before included. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Names of the settings that are not as they were. */
  readonly changed: readonly string[]
  readonly issues: readonly Issue[]
  readonly changes: readonly Change[]
}

/**
 * Cleans and checks a change of settings. An absent member keeps what is saved; `null` and blank take it away. Pure;
 * never throws, whatever `patch` is. What a list offers is not looked at: see `checkChoices`.
 *
 * @param section Asks for everything that this section requires.
 */
export function prepareSettings(
  document: Pick<SetupDocument, 'settings'>,
  saved: Readonly<Record<string, unknown>>,
  patch: unknown,
  section?: SetupSection,
): PreparedSettings {
  const { form, mappings } = document.settings
  const plan = planOf(document.settings)
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    const { issues } = prepareForm(plan, patch, {})
    return { ok: false, settings: saved, changed: [], issues, changes: [] }
  }
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  const isField = (name: string): boolean => Object.hasOwn(form.properties, name)
  const isMapping = (name: string): boolean => Object.hasOwn(mappings, name)
  const only = (record: Readonly<Record<string, unknown>>, holds: (name: string) => boolean): [string, unknown][] =>
    Object.entries(record).filter(([name]) => holds(name))

  const prepared = prepareForm(plan, Object.fromEntries([...only(saved, isField), ...only(given, isField)]), {})
  const strangers = Object.keys(given).filter((name) => !isField(name) && !isMapping(name))
  const rows = only(given, isMapping).map(([name, value]) => {
    const rule = mappings[name]
    return { name, ...(rule === undefined ? { issues: [], rows: [] } : checkMapping(name, rule, value)) }
  })
  const settings = {
    ...prepared.values,
    ...Object.fromEntries([
      ...only(saved, isMapping),
      ...rows.map(({ name, rows: checked }) => [name, checked] as const),
    ]),
  }
  const issues = [
    ...prepared.issues,
    ...missing(plan, document, settings, section).filter(({ path }) => !told(prepared.issues, path[0])),
    ...rows.flatMap((row) => row.issues),
    ...strangers.map((name) => unknownSetting(name, [...Object.keys(form.properties), ...Object.keys(mappings)])),
  ]
  return {
    ok: !issues.some(({ severity }) => severity === 'error'),
    settings,
    changed: [...new Set([...Object.keys(saved), ...Object.keys(settings)])].filter(
      (name) => JSON.stringify(saved[name]) !== JSON.stringify(settings[name as keyof typeof settings]),
    ),
    issues,
    changes: prepared.changes,
  }
}

const told = (issues: readonly Issue[], field: string | undefined): boolean =>
  issues.some(({ path }) => path[0] === field)

function missing(
  plan: FormPlan,
  { settings: { form } }: Pick<SetupDocument, 'settings'>,
  settings: Readonly<Record<string, unknown>>,
  section: SetupSection | undefined,
): Issue[] {
  return (section?.fields ?? [])
    .filter((name) => form.required?.includes(name) && settings[name] === undefined)
    .flatMap((name) => plan.known.get(name)?.missing ?? [])
}

function unknownSetting(name: string, known: readonly string[]): Issue {
  const meant = nearest(name, known)
  // A key can be any text; only what looks like a name is repeated.
  const isTellable = /^[A-Za-z_][\w-]{0,29}$/.test(name)
  return {
    path: isTellable ? [name] : [],
    code: 'unknown_field',
    message: isTellable ? `${name} is no setting.` : 'The input has a member that is no setting.',
    hint: meant === undefined ? `Settings: ${known.join(', ') || 'none'}.` : `Did you mean ${meant}?`,
    severity: 'error',
  }
}

const plans = new WeakMap<SetupDocument['settings'], FormPlan>()

/** A plan by which nothing is missing: what a section requires is asked for when that section is saved. */
function planOf(settings: SetupDocument['settings']): FormPlan {
  let plan = plans.get(settings)
  if (plan === undefined) {
    const { required: _, ...form } = settings.form
    plan = formPlan(asDefinition({ ...form, title: form.title }, settings.hints))
    plans.set(settings, plan)
  }
  return plan
}

/** Settings go the way of a form, and nowhere else: nothing is signed, sent or tested with them. */
const asDefinition = (form: Definition['form'], hints: Definition['hints']): Definition => ({
  id: 'settings',
  version: '1.0.0',
  title: form.title,
  description: '',
  documentation: '',
  form,
  hints,
  guides: {},
  identity: [],
  reentry: 'keep',
  request: { baseUrl: '', allowedHosts: [], headers: {} },
  auth: {},
  test: { steps: [], answers: [] },
  notices: [],
})
