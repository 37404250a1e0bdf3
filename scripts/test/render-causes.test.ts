import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { code, row } from '../docs/markdown.ts'
import { causesFile, renderCauses } from '../docs/render-causes.ts'

test('the page on causes is what the definitions say; `node scripts/docs/render-causes.ts` writes it anew', () => {
  expect(readFileSync(causesFile, 'utf8')).toBe(renderCauses())
})

test('rendering twice gives the same page', () => {
  expect(renderCauses()).toBe(renderCauses())
})

test('the page names what Akeneo answers to a wrong password, the cause, and what to do', () => {
  const found = renderCauses()
    .split('\n')
    .find((line) => line.includes('No user found'))
  expect(found).toMatch(/^\| 422, a body with `No user found` \| `bad_credentials` \| .+\. \| .+<br>.+\. \|$/)
})

test('a bar in a text does not end its cell, and a line break does not end its row', () => {
  expect(row('a|b', 'c\n  d')).toBe('| a\\|b | c d |')
})

test('a backtick in a text does not end its code', () => {
  expect(code('plain')).toBe('`plain`')
  expect(code('the `channel_id`s')).toBe('`` the `channel_id`s ``')
})
