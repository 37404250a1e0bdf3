import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { definitionIds } from '@connform/schemas'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../src/', import.meta.url))

it('knows no provider by name: each form follows from its definition', () => {
  const names = new Set(definitionIds.map((id) => id.split('-')[0] ?? id))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(tsx?|css)$/.test(name))
  const found = files.filter((file) => {
    const text = readFileSync(folder + file, 'utf8').toLowerCase()
    return [...names].some((name) => text.includes(name))
  })
  expect(files.length).toBeGreaterThan(100)
  expect(found).toEqual([])
})
