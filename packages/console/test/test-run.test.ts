import { describe, expect, it } from 'vitest'
import { afterLine, idle, type Run } from '../src/test-run/run.ts'

const running: Run = { phase: 'running', steps: [] }

describe('a run', () => {
  it('shows each step once, as it begins and as it ends', () => {
    const lines = [
      { step: { id: 'store', title: 'Reading the store', state: 'begun' as const } },
      { step: { id: 'store', title: 'Reading the store', state: 'done' as const, ms: 12 } },
      { step: { id: 'time', title: 'Looking at the clock', state: 'begun' as const } },
    ]
    expect(lines.reduce(afterLine, running)).toEqual({
      phase: 'running',
      steps: [
        { id: 'store', title: 'Reading the store', state: 'done', ms: 12 },
        { id: 'time', title: 'Looking at the clock', state: 'begun' },
      ],
    })
  })

  it('takes no step once it has ended', () => {
    expect(afterLine(idle, { step: { id: 'store', title: 'Reading the store', state: 'done' } })).toBe(idle)
  })

  it('takes no notice of other lines', () => {
    expect(afterLine(running, { progress: { done: 1, total: 2 } })).toBe(running)
  })
})
