import { type FormEvent, useEffect, useId, useMemo, useState } from 'react'
import { isProblem } from '../../api/problem.ts'
import type { Guard, SetupDocument, SetupStatus } from '../../api/setup-types.ts'
import { useSaveSettings } from '../../api/setups.ts'
import type { Issue } from '../../api/types.ts'
import { isSameValue } from '../../form/draft/form-fields.ts'
import { GuardDialog } from '../../form/panel/guard-dialog.tsx'
import { useMay } from '../../session/session-context.tsx'
import { ProblemMessage } from '../../shell/problem-message.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, Message, useToasts } from '../../ui/index.ts'
import { guardWords } from '../guard-words.ts'
import { guardedFields } from '../guarded-fields.ts'
import { MappingField } from './mapping-field.tsx'
import { rowsOf } from './mapping-rows.ts'
import { SettingField, settingId } from './setting-field.tsx'

export interface SettingsSectionProps {
  readonly document: SetupDocument
  readonly section: SetupDocument['sections'][number]
  readonly status: SetupStatus
  readonly open: boolean
  readonly onDirty: (isDirty: boolean) => void
}

type Values = Readonly<Record<string, unknown>>

/** What is chosen in one section: typed values stand over the saved ones until they are saved, or taken back. */
export function SettingsSection({ document, section, status, open, onDirty }: SettingsSectionProps) {
  const { t } = useTexts()
  const { show } = useToasts()
  const form = useId()
  const mayEdit = useMay('editor')
  const { setup } = status
  const { fields = [], mappings = [] } = section
  const saved = setup.settings
  const [typed, setTyped] = useState<Values>({})
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [guard, setGuard] = useState<Guard>()
  const [said, setSaid] = useState('')
  const save = useSaveSettings(setup.id)
  const chosen = useMemo<Values>(() => ({ ...saved, ...typed }), [saved, typed])
  const guarded = useMemo(() => guardedFields(document, setup), [document, setup])
  const changed = Object.keys(typed).filter((name) => !isSame(typed[name], saved[name]))
  const isDirty = changed.length > 0
  useEffect(() => onDirty(isDirty), [isDirty])
  useEffect(() => () => onDirty(false), [])

  const change = (name: string, value: unknown): void => {
    setTyped((so) => ({ ...so, [name]: value }))
    setIssues((so) => so.filter(({ path }) => path[0] !== name))
    setSaid('')
  }
  const send = (confirm?: readonly string[]): void => {
    const settings = Object.fromEntries(changed.map((name) => [name, typed[name] ?? null]))
    save.mutate(
      { settings, section: section.id, revision: setup.revision, ...(confirm && { confirm }) },
      {
        onSuccess: (answer) => {
          setTyped({})
          setIssues(answer.issues)
          setGuard(undefined)
          const reset = answer.reset === undefined ? undefined : document.resets[answer.reset]?.title
          const text = t.setups.saved(section.title)
          show(reset === undefined ? { text } : { text: `${text} ${t.setups.resetMade(reset)}`, tone: 'warn' })
        },
        onError: (error) => {
          setGuard(isProblem(error) ? error.guard : undefined)
          if (!isProblem(error) || error.guard !== undefined) return
          setIssues(error.issues)
          focusFirst(error.issues, [...fields, ...mappings])
        },
      },
    )
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!open || !mayEdit || save.isPending) return
    setIssues([])
    if (isDirty || !status.sections.some(({ id, done }) => id === section.id && done)) send()
    else setSaid(t.setups.unchanged)
  }
  const disabled = !open || !mayEdit
  const elsewhere = issues.filter(
    ({ path, severity }) => severity === 'error' && ![...fields, ...mappings].includes(path[0] ?? ''),
  )
  const errors = issues.filter(({ severity }) => severity === 'error')
  const failed = save.error
  const isRefusal = isProblem(failed) && (failed.issues.length > 0 || failed.guard !== undefined)
  // What a reset took away is known before the sections are read anew.
  const isConnected = (section.requires ?? []).every((slot) => (setup.slots[slot]?.connection ?? null) !== null)
  const connections = Object.values(setup.slots).map(({ connection }) => `${connection?.id}:${connection?.revision}`)
  const shared = {
    setup: setup.id,
    rules: document.settings,
    chosen,
    disabled,
    enabled: open && isConnected,
    connections: connections.join(' '),
  }
  return (
    <form id={form} noValidate autoComplete="off" className="setup-settings" onSubmit={submit}>
      {fields.map((name) => (
        <SettingField
          key={name}
          {...shared}
          name={name}
          issue={issues.find(({ path }) => path[0] === name)}
          guarded={guarded.has(name)}
          onChange={(value) => change(name, value)}
        />
      ))}
      {mappings.map((name) => (
        <MappingField
          key={name}
          {...shared}
          name={name}
          rows={rowsOf(chosen[name])}
          issues={issues.filter(({ path }) => path[0] === name)}
          onChange={(rows) => change(name, rows)}
        />
      ))}
      <div role="status">
        {errors.length > 0 && (
          <Message tone="bad" title={t.setups.refused(errors.length)}>
            {elsewhere.length > 0 && (
              <ul className="run-hints">
                {elsewhere.map(({ path, message, hint }) => (
                  <li key={`${path.join('.')}:${message}`}>{[message, hint].filter(Boolean).join(' ')}</li>
                ))}
              </ul>
            )}
          </Message>
        )}
      </div>
      {failed !== null && !isRefusal && !save.isPending && (
        <ProblemMessage
          error={failed}
          {...(isProblem(failed) && failed.status === 412 && { title: t.setups.changedMeanwhile })}
        />
      )}
      {mayEdit && (
        <div className="row">
          <Button
            type="submit"
            variant={isDirty ? 'primary' : 'secondary'}
            busy={save.isPending}
            disabled={!open}
            aria-label={t.setups.saveOf(section.title)}
          >
            {t.setups.save}
          </Button>
          <span role="status" className="quiet">
            {said !== '' ? said : isDirty ? t.setups.unsaved : ''}
          </span>
        </div>
      )}
      {guard !== undefined && (
        <GuardDialog
          guard={guard}
          words={guardWords(document, guard)}
          busy={save.isPending}
          onClose={() => setGuard(undefined)}
          onConfirm={() => send(guard.fields)}
        />
      )}
    </form>
  )
}

const isSame = (one: unknown, other: unknown): boolean =>
  isSameValue(one, other) || (Array.isArray(one) && JSON.stringify(one) === JSON.stringify(other))

function focusFirst(issues: readonly Issue[], names: readonly string[]): void {
  const first = names.find((name) => issues.some(({ path }) => path[0] === name))
  if (first === undefined) return
  // Drawn first, with what is wrong, then found.
  requestAnimationFrame(() => focusIn(document.getElementById(settingId(first))))
}

function focusIn(element: HTMLElement | null): void {
  const inside = (selector: string) => element?.querySelector<HTMLElement>(selector)
  const control =
    element?.matches('input, select') === true ? element : (inside('[aria-invalid]') ?? inside('input, button'))
  control?.focus()
}
