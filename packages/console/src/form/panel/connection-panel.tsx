import type { Definition } from '@connform/core'
import { useQueryClient } from '@tanstack/react-query'
import {
  type FormEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { refreshConnections, showConnection } from '../../api/connections.ts'
import type { Guard } from '../../api/setup-types.ts'
import type { Connection } from '../../api/types.ts'
import { useMay } from '../../session/session-context.tsx'
import { LeaveGuard } from '../../shell/leave-guard.tsx'
import { useIsNarrow } from '../../shell/media.ts'
import { TestRun } from '../../test-run/test-run.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, Message, SidePanel } from '../../ui/index.ts'
import { visit } from '../draft/change-draft.ts'
import { putMineOver, takeTheirs } from '../draft/conflict.ts'
import type { Draft } from '../draft/draft.ts'
import { createDraftStore } from '../draft/draft-store.ts'
import { type FormField, fieldsOf } from '../draft/form-fields.ts'
import { look } from '../draft/look.ts'
import { isUnsaved } from '../draft/sent-input.ts'
import { tidy } from '../draft/tidy.ts'
import { focusField } from '../rjsf/field-ids.ts'
import { type SaveMode, type SaveOutcome, type SendDraft, saveConnection } from '../save/save-connection.ts'
import { useSave } from '../save/use-save.ts'
import { AdviceList } from './advice-list.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { ConnectionForm } from './connection-form.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { type FormContextValue, FormProvider } from './form-context.ts'
import { GuardDialog, type GuardWords } from './guard-dialog.tsx'
import { GuidePanel } from './guide-panel.tsx'
import { PasteBox } from './paste-box.tsx'
import { ProfileChoice } from './profile-choice.tsx'
import { issuesToShow, type Refusal } from './shown-issues.ts'
import { hasAdapter, useAdapter } from './use-adapter.ts'
import '../form.css'

export interface ConnectionPanelProps {
  readonly definition: Definition
  readonly mode: SaveMode
  readonly title: string
  /** What stands in the form at first. */
  readonly first: Draft
  /** The connection as it was read last, such as after an authorisation: taken over while nothing is typed. */
  readonly latest?: Connection
  /** True where only the fields of the auth type are asked for. */
  readonly ownFieldsOnly?: boolean
  /** How it is saved. Default is as a connection. */
  readonly send?: SendDraft
  /** What a setup says besides; undefined where the form belongs to none. */
  readonly ofSetup?: SetupWords
  /** What stands above the form; it is told whether something was typed. */
  readonly above?: (dirty: boolean) => ReactNode
  readonly onClose: () => void
  readonly onSaved: (outcome: SaveOutcome) => void
}

export interface SetupWords {
  /** Where to look when the test fails. */
  readonly advice: readonly string[]
  /** Key of the guide that leads to the credentials. */
  readonly guide: string | undefined
  /** Fields whose change asks first, by name; and what to call locked fields and resets. */
  readonly guarded: ReadonlySet<string>
  readonly guardWords: (guard: Guard) => GuardWords
}

const NONE: ReadonlySet<string> = new Set()

/** The guide that leads to what the chosen auth type asks for. */
const ownGuide = (fields: readonly FormField[]): string | undefined =>
  fields.find(({ shared, hint }) => !shared && hint.guide !== undefined)?.hint.guide

/** One connection being filled in: the form, its guide, the save and what came of it. */
export function ConnectionPanel(props: ConnectionPanelProps) {
  const { definition, mode, title, first, latest, ownFieldsOnly = false, above, ofSetup, onClose, onSaved } = props
  const { send = saveConnection } = props
  const { t } = useTexts()
  const formId = useId()
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const loaded = useAdapter(definition.id)
  const { adapter } = loaded
  const [store] = useState(() => createDraftStore(first))
  useEffect(() => () => store.forgetSecrets(), [store])
  const draft = useSyncExternalStore(store.subscribe, store.get)
  const [attempt, setAttempt] = useState(0)
  const [unchanged, setUnchanged] = useState<Draft>()
  const [refusal, setRefusal] = useState<Refusal>()
  const [profile, setProfile] = useState('')
  const [theirs, setTheirs] = useState<Connection>()
  const [guard, setGuard] = useState<Guard>()
  const [outcome, setOutcome] = useState<SaveOutcome>()
  const [guided, setGuided] = useState<{ readonly key: string; readonly wish: number }>({ key: '', wish: 0 })

  const { run, save, cancel, clear } = useSave({
    store,
    mode,
    send,
    profile,
    onSaved: setOutcome,
    onConflict: setTheirs,
    onGuard: setGuard,
    onRefused: (problem) => {
      setRefusal({ issues: problem.issues, values: store.get().values })
      if (problem.test === undefined) setAttempt((so) => so + 1)
    },
  })
  const form = useRef<HTMLFormElement>(null)
  const saveButton = useRef<HTMLButtonElement>(null)
  const isNarrow = useIsNarrow()
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('textarea, input:not([type="file"]), select')?.focus()
  }, [])
  // The guard must have seen that nothing is unsaved before the panel closes.
  const saved = useRef(onSaved)
  saved.current = onSaved
  useEffect(() => {
    if (outcome === undefined) return
    store.forgetSecrets()
    showConnection(queries, outcome.connection)
    void refreshConnections(queries)
    void queries.invalidateQueries({ queryKey: ['audit'] })
    saved.current(outcome)
  }, [outcome, store, queries])

  const all = useMemo(() => fieldsOf(definition, draft.authType), [definition, draft.authType])
  const fields = useMemo<readonly FormField[]>(
    () => (ownFieldsOnly ? all.filter((field) => !field.shared) : all),
    [all, ownFieldsOnly],
  )
  const found = useMemo(() => look(draft, { adapter, now: new Date() }), [draft, adapter])
  const shown = issuesToShow({ draft, found, all: attempt > 0, refusal, mode })
  const issues = useMemo(() => new Map(shown.map((issue) => [issue.path[0] ?? '', issue])), [shown])
  const errors = shown.filter((issue) => issue.severity === 'error')
  const locked = run.phase === 'running' || !mayEdit
  const dirty = outcome === undefined && isUnsaved(draft, first.authType)

  useEffect(() => {
    if (latest === undefined) return
    store.change((so) =>
      so.saved !== undefined && so.saved.revision < latest.revision && !isUnsaved(so, first.authType)
        ? takeTheirs(so, latest)
        : so,
    )
  }, [latest, store, first.authType])

  const leave = useCallback(
    (key: string) =>
      store.change((so) => {
        const visited = visit(so, key)
        return tidy(visited, key, look(visited, { adapter, now: new Date() }))
      }),
    [store, adapter],
  )
  const openGuide = useCallback((key: string) => setGuided((so) => ({ key, wish: so.wish + 1 })), [])
  const onFocus = useCallback((key: string) => setGuided((so) => (so.key === key ? so : { key, wish: 0 })), [])
  const guarded = ofSetup?.guarded ?? NONE
  const context = useMemo<FormContextValue>(
    () => ({ definition, draft, store, fields, issues, guarded, profile, setProfile, openGuide, leave, locked }),
    [definition, draft, store, fields, issues, guarded, profile, openGuide, leave, locked],
  )

  const submit = (verify: 'required' | 'report'): void => {
    if (locked) return
    setRefusal(undefined)
    for (const { key } of fields) leave(key)
    const now = store.get()
    if (mode === 'edit' && !isUnsaved(now, first.authType)) {
      setUnchanged(now)
      return
    }
    if (look(now, { adapter, now: new Date() }).ok) {
      setAttempt(0)
      // The fields cannot be typed into while it runs, and none of them may hold the focus then.
      saveButton.current?.focus()
      save(verify)
    } else {
      clear()
      setAttempt((so) => so + 1)
    }
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    submit('required')
  }
  const resolve = (act: (so: Draft, other: Connection) => Draft): void => {
    if (theirs !== undefined) store.change((so) => act(so, theirs))
    setTheirs(undefined)
    setRefusal(undefined)
  }
  const hasPasteBox = mode === 'create' && definition.derive !== undefined && hasAdapter(definition.id)
  const hasOptionList = fields.some((field) => field.schema.type === 'array')

  return (
    <>
      <SidePanel
        title={title}
        wide
        onClose={onClose}
        // Where there is no room beside the form, the guide comes when it is asked for.
        aside={
          isNarrow && guided.wish === 0 ? undefined : (
            <GuidePanel
              definition={definition}
              field={fields.find((field) => field.key === guided.key)}
              general={ofSetup === undefined ? undefined : (ownGuide(fields) ?? ofSetup.guide)}
              wish={guided.wish}
              onBack={(key) => {
                setGuided({ key, wish: 0 })
                focusField(key)
              }}
            />
          )
        }
        footer={
          <div className="panel-foot">
            <TestRun run={run} fields={fields} identity={definition.identity} onField={(key) => focusField(key)}>
              <p>{t.form.nothingSaved}</p>
              {ofSetup !== undefined && <AdviceList advice={ofSetup.advice} />}
              {mode !== 'reauthorize' && ofSetup === undefined && (
                <div className="row">
                  <Button onClick={() => submit('report')}>{t.form.saveAnyway}</Button>
                  <span className="quiet small">{t.form.saveAnywayHelp}</span>
                </div>
              )}
            </TestRun>
            <div className="row">
              <Button
                ref={saveButton}
                variant="primary"
                type="submit"
                form={formId}
                busy={run.phase === 'running'}
                disabled={!mayEdit}
              >
                {t.form.saveAndTest}
              </Button>
              {run.phase === 'running' ? (
                <Button onClick={cancel}>{t.form.cancelRun}</Button>
              ) : (
                <Button onClick={onClose}>{t.common.cancel}</Button>
              )}
              <span role="status" className="quiet">
                {unchanged === draft ? t.form.unchanged : ''}
              </span>
            </div>
          </div>
        }
      >
        <FormProvider value={context}>
          <form ref={form} id={formId} noValidate autoComplete="off" onSubmit={onSubmit} className="panel-form">
            {!mayEdit && <Message tone="warn" title={t.problems.forbidden} />}
            {attempt > 0 && <ErrorSummary issues={errors} fields={fields} attempt={attempt} />}
            {above?.(dirty)}
            {hasPasteBox && <PasteBox store={store} loaded={loaded} disabled={locked} />}
            <ConnectionForm onFocus={onFocus} />
            {!hasOptionList && ofSetup === undefined && <ProfileChoice />}
          </form>
        </FormProvider>
      </SidePanel>
      {theirs !== undefined && (
        <ConflictDialog
          draft={draft}
          theirs={theirs}
          onTakeTheirs={() => resolve(takeTheirs)}
          onPutMine={() => {
            resolve(putMineOver)
            submit('required')
          }}
          onClose={() => setTheirs(undefined)}
        />
      )}
      {guard !== undefined && ofSetup !== undefined && (
        <GuardDialog
          guard={guard}
          words={ofSetup.guardWords(guard)}
          onClose={() => setGuard(undefined)}
          onConfirm={() => {
            setGuard(undefined)
            save('required', guard.fields)
          }}
        />
      )}
      <LeaveGuard dirty={dirty} />
    </>
  )
}
