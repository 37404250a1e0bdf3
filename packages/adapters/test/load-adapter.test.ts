import { describe, expect, it } from 'vitest'
import { builtinAdapters } from '../src/index.ts'
import { adapterIds, loadAdapter } from '../src/load/index.ts'

describe('adapters loaded one by one', () => {
  it('are the built-in ones', () => {
    expect([...adapterIds].sort()).toEqual(Object.keys(builtinAdapters).sort())
  })

  it.each(adapterIds)('%s has the definition it is named for', async (id) => {
    const adapter = await loadAdapter(id)
    expect(adapter?.definition).toBe(builtinAdapters[id]?.definition)
    expect(Object.keys(adapter ?? {}).sort()).toEqual(Object.keys(builtinAdapters[id] ?? {}).sort())
  })

  it.each(['toString', '__proto__', ''])('%j is none', (id) => {
    expect(loadAdapter(id)).toBeUndefined()
  })
})
