import { log, select } from '@clack/prompts'
import type { Issue, TestResult } from '@connform/core'
import { ConnformError, type CreateOptions, type Verify } from 'connform'
import { exitCode, exitCodeOfCause } from '../exit-code.ts'
import { describeIssues } from '../output/issues.ts'
import type { Terminal } from '../output/terminal.ts'
import { describeTest } from '../output/test-result.ts'
import { answered, Cancelled } from './ask-question.ts'
import { fitPrompt } from './fit-prompt.ts'
import type { FormDialogue } from './form-dialogue.ts'
import type { Keyboard } from './keyboard.ts'

type SaveOptions = Pick<CreateOptions, 'verify' | 'onStep'>

/** As much of a result as has to be known to go on after it. */
interface Result {
  readonly ok: boolean
  readonly issues: readonly Issue[]
  readonly test?: TestResult
}

interface Setting<R extends Result> {
  readonly keyboard: Keyboard
  readonly terminal: Terminal
  readonly signal: AbortSignal
  /** It can be saved although the test failed, or without one. */
  readonly isTestOptional: boolean
  /** Where to look when the test fails, beside what the test says. */
  readonly advice?: readonly string[]
  readonly save: (answers: FormDialogue['answers'], options: SaveOptions) => Promise<R>
}

/**
 * Saves what was answered. Where that does not work, tells why and offers what can be done about it, keeping all
 * answers: change the field that is wrong, or another, try again, save it all the same, or stop.
 */
export async function saveByAsking<R extends Result>(
  form: FormDialogue,
  setting: Setting<R>,
): Promise<Extract<R, { ok: true }>> {
  let verify: Verify | undefined
  for (;;) {
    await form.ask()
    const outcome = await attempt(form, verify, setting)
    if (outcome.result?.ok === true) return outcome.result as Extract<R, { ok: true }>
    if (setting.signal.aborted) throw new Cancelled()
    const next = await chooseNext(form, outcome, setting)
    verify = next.verify
    if (next.change !== undefined) await form.askAgain(next.change)
  }
}

/** What came of an attempt: a result, or undefined where this release cannot make the test. */
interface Outcome<R> {
  readonly result: R | undefined
}

async function attempt<R extends Result>(
  form: FormDialogue,
  verify: Verify | undefined,
  setting: Setting<R>,
): Promise<Outcome<R>> {
  const { terminal, save, advice = [] } = setting
  const onStep: SaveOptions['onStep'] = ({ title, state }) => {
    if (state === 'started') log.step(terminal.style('dim', title))
  }
  try {
    const result = await save(form.answers, { onStep, ...(verify === undefined ? {} : { verify }) })
    if (!result.ok) log.error(fitPrompt(whatWentWrong(terminal, result, advice).join('\n'), terminal))
    return { result }
  } catch (error) {
    if (!(error instanceof ConnformError) || error.code !== 'ERR_UNSUPPORTED') throw error
    log.error(fitPrompt([error.message, error.hint].filter(Boolean).join('\n'), terminal))
    return { result: undefined }
  }
}

function whatWentWrong(terminal: Terminal, { test, issues }: Result, advice: readonly string[]): string[] {
  if (test?.ok !== false) return describeIssues(terminal, issues)
  return [...describeTest(terminal, test), ...advice.map((text) => `    → ${text}`)]
}

interface Next {
  readonly change?: string
  readonly verify?: Verify
}

async function chooseNext(
  form: FormDialogue,
  { result }: Outcome<Result>,
  { keyboard, isTestOptional }: Pick<Setting<Result>, 'keyboard' | 'isTestOptional'>,
): Promise<Next> {
  const questions = form.questions()
  const named = result?.issues.find(({ severity }) => severity === 'error')?.path[0]
  const wrong = questions.find(({ key }) => key === named)
  const test = result?.test
  const isTheirFault = test !== undefined && exitCodeOfCause[test.cause] === exitCode.upstream
  const options = [
    ...(isTheirFault ? [{ value: 'again', label: 'Test again' }] : []),
    ...(wrong === undefined ? [] : [{ value: 'wrong', label: `Change ${wrong.field.title}` }]),
    { value: 'other', label: wrong === undefined ? 'Change a field' : 'Change another field' },
    ...(test === undefined || !isTestOptional
      ? []
      : [{ value: 'report', label: 'Save anyway', hint: 'marked as failing' }]),
    ...(result === undefined && isTestOptional ? [{ value: 'skip', label: 'Save without a test' }] : []),
    { value: 'stop', label: 'Stop', hint: 'nothing is saved' },
  ]
  const { source } = keyboard
  const choice = answered(await select({ ...source, message: 'Nothing was saved yet. What next?', options }))
  if (choice === 'stop') throw new Cancelled()
  if (choice === 'report' || choice === 'skip') return { verify: choice }
  if (choice === 'wrong' && wrong !== undefined) return { change: wrong.key }
  if (choice !== 'other') return {}
  const fields = questions.map(({ key, field }) => ({ value: key, label: field.title }))
  return { change: answered(await select({ ...source, message: 'Which field?', options: fields })) }
}
