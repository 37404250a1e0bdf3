// @vitest-environment happy-dom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { usePausedText } from '../src/ui/index.ts'

afterEach(cleanup)

const opened = (value: string) => {
  const told: string[] = []
  const onText = (text: string) => void told.push(text)
  const hook = renderHook((now: string) => usePausedText(now, 5, onText), { initialProps: value })
  return { told, ...hook, type: (text: string) => act(() => hook.result.current.type(text)) }
}

describe('a text that is told when the typing pauses', () => {
  it('keeps what was typed while an earlier text came back', async () => {
    const { told, result, rerender, type } = opened('')
    type('ab')
    await waitFor(() => expect(told).toEqual(['ab']))
    type('abc')
    rerender('ab')
    expect(result.current.typed).toBe('abc')
    await waitFor(() => expect(told).toEqual(['ab', 'abc']))
    rerender('abc')
    expect(result.current.typed).toBe('abc')
  })

  it('gives way to a text from outside, and does not put the old one back', async () => {
    const { told, result, rerender, type } = opened('user:1')
    rerender('')
    expect(result.current.typed).toBe('')
    type('user:2')
    await waitFor(() => expect(told).toEqual(['user:2']))
  })

  it('tells at once what it is told to', () => {
    const { told, result } = opened('')
    act(() => result.current.tell('now'))
    expect(told).toEqual(['now'])
  })
})
