import { type ReactNode, useEffect, useRef } from 'react'
import type { Step, TestResult } from '../api/types.ts'
import type { FormField } from '../form/draft/form-fields.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Icon, type IconName, Message } from '../ui/index.ts'
import { fieldOfHint } from './field-of-hint.ts'
import { type Run, stepsOf } from './run.ts'
import { useScrolls } from './use-scrolls.ts'
import './test-run.css'

export interface TestRunProps {
  readonly run: Run
  /** Fields that a hint can lead to; none where no form is shown. */
  readonly fields?: readonly FormField[]
  readonly identity?: readonly string[]
  readonly onField?: (key: string) => void
  /** What was not done because of it, and what can be done now. */
  readonly children?: ReactNode
}

const icons: Readonly<Record<Step['state'], IconName>> = {
  begun: 'dot',
  done: 'check',
  failed: 'cross',
  skipped: 'dot',
}

/** The steps of a test as they happen, then what it found: the cause in a sentence, and what to do in the next. */
export function TestRun(props: TestRunProps) {
  const { run, fields = [], identity = [], onField, children } = props
  const { t } = useTexts()
  const end = useRef<HTMLDivElement>(null)
  const { box, scrolls } = useScrolls()
  const { phase } = run
  useEffect(() => {
    if (phase !== 'idle' && phase !== 'running') end.current?.focus()
  }, [phase])
  if (phase === 'idle') return null
  const steps = stepsOf(run)
  const words = (step: Step): string => t.form.stepOf(step.title, t.form.stepState[step.state])
  const last = steps.at(-1)
  return (
    <section ref={box} className="run" aria-label={t.form.runTitle} tabIndex={scrolls ? 0 : undefined}>
      <p role="status" className="visually-hidden">
        {phase === 'running' && (last === undefined ? t.form.running : words(last))}
        {phase === 'cancelled' && t.form.cancelled}
      </p>
      <ol className="run-steps">
        {steps.map((step) => (
          <li key={step.id} className={`run-step run-step-${step.state}`}>
            <Icon name={icons[step.state]} />
            <span>{words(step)}</span>
            {step.ms !== undefined && <span className="quiet small">{t.form.took(step.ms)}</span>}
          </li>
        ))}
        {phase === 'running' && (last === undefined || last.state !== 'begun') && (
          <li className="run-step run-step-begun">
            <Icon name="dot" />
            <span>{t.form.running}</span>
          </li>
        )}
      </ol>
      {phase === 'cancelled' && (
        <div ref={end} tabIndex={-1}>
          <p>{t.form.cancelled}</p>
        </div>
      )}
      {phase === 'broken' && (
        <div ref={end} tabIndex={-1}>
          <ProblemMessage error={run.error} />
        </div>
      )}
      {phase === 'tested' && (
        <div ref={end} tabIndex={-1}>
          <TestFinding test={run.test} fields={fields} identity={identity} onField={onField}>
            {children}
          </TestFinding>
        </div>
      )}
    </section>
  )
}

interface TestFindingProps {
  readonly test: TestResult
  readonly fields: readonly FormField[]
  readonly identity: readonly string[]
  readonly onField: ((key: string) => void) | undefined
  readonly children?: ReactNode
}

function TestFinding({ test, fields, identity, onField, children }: TestFindingProps) {
  const { t } = useTexts()
  const fieldOf = (hint: string | undefined): FormField | undefined =>
    hint === undefined || onField === undefined ? undefined : fieldOfHint(hint, { fields, identity, cause: test.cause })
  const missing = test.scopes?.missing ?? []
  const title = test.ok ? t.form.passed : t.form.failed(t.words.cause[test.cause])
  return (
    <Message tone={test.ok ? 'good' : 'bad'} title={title} alert={!test.ok}>
      <p>
        {test.message}{' '}
        {test.httpStatus !== undefined && !test.ok && (
          <span className="quiet small">{t.form.httpStatus(test.httpStatus)}</span>
        )}
      </p>
      {missing.length > 0 && (
        <p>
          {t.form.scopesMissing}: {missing.join(', ')}
        </p>
      )}
      {test.hints.length > 0 && (
        <>
          <p className="run-hints-title">{t.form.whatToDo}</p>
          <ul className="run-hints">
            {test.hints.map((hint, index) => {
              const field = fieldOf(hint)
              // Hints in a row that lead to one field have one link, after the last of them.
              const isLast = field?.key !== fieldOf(test.hints[index + 1])?.key
              return (
                <li key={hint}>
                  {hint}{' '}
                  {field !== undefined && isLast && (
                    <button type="button" className="text-button" onClick={() => onField?.(field.key)}>
                      {t.form.goTo(field.schema.title)}
                    </button>
                  )}
                </li>
              )
            })}
          </ul>
        </>
      )}
      {children}
    </Message>
  )
}
