import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../../api/api-context.tsx'
import { refreshSetups, slotPath } from '../../api/setups.ts'
import type { TestResult } from '../../api/types.ts'
import { afterLine, idle, type Run, stepsOf } from '../../test-run/run.ts'

/** Tests the connection of a slot as its setup asks, and follows the steps. */
export function useSlotTest(setup: string, slot: string): { readonly run: Run; readonly start: () => void } {
  const api = useApi()
  const client = useQueryClient()
  const [run, setRun] = useState<Run>(idle)
  const controller = useRef<AbortController>(undefined)
  useEffect(() => () => controller.current?.abort(), [])
  const start = async (): Promise<void> => {
    if (controller.current !== undefined) return
    const abort = new AbortController()
    controller.current = abort
    setRun({ phase: 'running', steps: [] })
    try {
      const { data } = await api.stream<TestResult>(
        `${slotPath(setup, slot)}/test`,
        { method: 'POST', signal: abort.signal },
        (line) => setRun((so) => afterLine(so, line)),
      )
      setRun((so) => ({ phase: 'tested', steps: stepsOf(so), test: data }))
    } catch (error) {
      if (abort.signal.aborted) return
      setRun((so) => ({ phase: 'broken', steps: stepsOf(so), error }))
    } finally {
      controller.current = undefined
    }
    void refreshSetups(client, setup)
  }
  return { run, start: () => void start() }
}
