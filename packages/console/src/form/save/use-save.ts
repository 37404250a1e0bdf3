import { useEffect, useRef, useState } from 'react'
import { useApi } from '../../api/api-context.tsx'
import { isProblem, type Problem } from '../../api/problem.ts'
import type { Guard } from '../../api/setup-types.ts'
import type { Connection } from '../../api/types.ts'
import { afterLine, idle, type Run, stepsOf } from '../../test-run/run.ts'
import type { DraftStore } from '../draft/draft-store.ts'
import type { SaveMode, SaveOutcome, SendDraft } from './save-connection.ts'

export interface UseSaveOptions {
  readonly store: DraftStore
  readonly mode: SaveMode
  readonly send: SendDraft
  readonly profile: string
  readonly onSaved: (outcome: SaveOutcome) => void
  /** The server refused what was filled in; nothing was saved. */
  readonly onRefused: (problem: Problem) => void
  /** Somebody else saved first. */
  readonly onConflict: (theirs: Connection) => void
  /** Nothing is wrong, but the change has to be confirmed. */
  readonly onGuard?: (guard: Guard) => void
}

export interface Saving {
  readonly run: Run
  readonly save: (verify: 'required' | 'report', confirm?: readonly string[]) => void
  /** Stops what is under way: the server stores nothing because of it. */
  readonly cancel: () => void
  /** The last result no longer stands. */
  readonly clear: () => void
}

/** Saves a draft and follows what the server does. */
export function useSave(options: UseSaveOptions): Saving {
  const api = useApi()
  const [run, setRun] = useState<Run>(idle)
  const controller = useRef<AbortController>(undefined)
  const idempotencyKey = useRef<string>(undefined)
  useEffect(() => () => controller.current?.abort(), [])

  const save = async (verify: 'required' | 'report', confirm?: readonly string[]): Promise<void> => {
    const { store, mode, send, profile, onSaved, onRefused, onConflict, onGuard } = options
    if (controller.current !== undefined) return
    const abort = new AbortController()
    controller.current = abort
    idempotencyKey.current ??= newKey()
    setRun({ phase: 'running', steps: [] })
    try {
      const outcome = await send(api, store.get(), {
        mode,
        verify,
        profile,
        idempotencyKey: idempotencyKey.current,
        ...(confirm !== undefined && { confirm }),
        isSecure: window.isSecureContext,
        signal: abort.signal,
        onLine: (line) => setRun((so) => afterLine(so, line)),
      })
      onSaved(outcome)
    } catch (error) {
      if (abort.signal.aborted) return setRun((so) => ({ phase: 'cancelled', steps: stepsOf(so) }))
      // With an answer, the attempt is over; without one, the next attempt must not make a second connection.
      if (isProblem(error) && error.status > 0) idempotencyKey.current = undefined
      if (isProblem(error) && error.status === 412 && error.current !== undefined) {
        setRun(idle)
        return onConflict(error.current)
      }
      if (isProblem(error) && error.guard !== undefined && onGuard !== undefined) {
        setRun(idle)
        return onGuard(error.guard)
      }
      if (isProblem(error) && error.test !== undefined) {
        const { test } = error
        setRun((so) => ({ phase: 'tested', steps: stepsOf(so), test }))
        return onRefused(error)
      }
      if (isProblem(error) && error.issues.length > 0) {
        setRun(idle)
        return onRefused(error)
      }
      setRun((so) => ({ phase: 'broken', steps: stepsOf(so), error }))
    } finally {
      controller.current = undefined
    }
  }

  return {
    run,
    save: (verify, confirm) => void save(verify, confirm),
    cancel: () => controller.current?.abort(),
    clear: () => setRun(idle),
  }
}

/** 128 random bits. Browsers make UUIDs on encrypted pages alone; this works on others too. */
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
