import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { de } from '../src/texts/de.ts'
import { en } from '../src/texts/en.ts'
import { formatIn } from '../src/texts/format.ts'
import { preferredLanguage } from '../src/texts/languages.ts'

const folder = fileURLToPath(new URL('../src/', import.meta.url))

describe('the catalogue', () => {
  it('holds in every language all that it holds in English', () => {
    expect(namesOf(de)).toEqual(expect.arrayContaining(namesOf(en)))
  })

  it('says the number of things as the language does', () => {
    expect([en.connections.loaded(1), en.connections.loaded(0), en.connections.loaded(10_000)]).toEqual([
      '1 connection',
      '0 connections',
      '10,000 connections',
    ])
    expect([de.connections.loaded(1), de.connections.loaded(10_000)]).toEqual(['1 Verbindung', '10.000 Verbindungen'])
  })

  it('writes days and how long ago it was as the language does, and a day as that day everywhere', () => {
    const now = Date.parse('2026-11-26T12:00:00Z')
    const english = formatIn('en-GB')
    const german = formatIn('de')
    expect(english.day('2027-03-31')).toBe('31 Mar 2027')
    expect(german.day('2027-03-31')).toBe('31. März 2027')
    expect(english.ago('2026-11-26T11:58:00Z', now)).toBe('2 minutes ago')
    expect(german.ago('2026-11-25T12:00:00Z', now)).toBe('gestern')
    expect(english.ago('2026-11-26T12:00:10Z', now)).toBe('now')
    expect(english.number(1234)).toBe('1,234')
  })

  it('is chosen by what was chosen before, then by what the browser asks for, else English', () => {
    expect(preferredLanguage('de', ['en'])).toBe('de')
    expect(preferredLanguage('constructor', ['fr-FR', 'de-AT', 'en'])).toBe('de')
    expect(preferredLanguage(null, ['fr'])).toBe('en')
  })
})

describe('the pages', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))

  it('hold no text of their own: what people read stands in the catalogue', () => {
    expect(files.length).toBeGreaterThan(40)
    expect(files.flatMap((name) => textsIn(name, readFileSync(folder + name, 'utf8')))).toEqual([])
  })

  it('would be caught holding one', () => {
    expect(textsIn('a.tsx', 'const a = <p aria-label="Close it">Hello {b} · {"there"}</p>')).toEqual([
      'a.tsx: Close it',
      'a.tsx: Hello',
      'a.tsx: there',
    ])
  })
})

/** Attributes that people read or hear. */
const spoken = new Set([
  'aria-label',
  'aria-description',
  'title',
  'label',
  'placeholder',
  'alt',
  'help',
  'summary',
  'caption',
])

function textsIn(name: string, source: string): string[] {
  const { program, errors } = parseSync(name, source)
  expect(errors).toEqual([])
  const found: string[] = []
  const note = (text: unknown): void => {
    if (typeof text === 'string' && /\p{L}/u.test(text)) found.push(`${name}: ${text.trim().replace(/\s*·$/u, '')}`)
  }
  const visit = (node: unknown, parent?: Readonly<Record<string, unknown>>): void => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one, parent)
      return
    }
    if (typeof node !== 'object' || node === null) return
    const one = node as Readonly<Record<string, unknown>>
    if (one['type'] === 'JSXText') note(one['value'])
    if (one['type'] === 'JSXExpressionContainer' && parent?.['type'] !== 'JSXAttribute')
      noteLiteral(one['expression'], note)
    if (one['type'] === 'JSXAttribute' && spoken.has(String(Reflect.get(Object(one['name']), 'name')))) {
      noteLiteral(one['value'], note)
    }
    for (const value of Object.values(one)) visit(value, one)
  }
  visit(program)
  return found
}

function noteLiteral(node: unknown, note: (text: unknown) => void): void {
  const { type, value, expression } = Object(node) as Readonly<Record<string, unknown>>
  if (type === 'Literal') note(value)
  if (type === 'JSXExpressionContainer') noteLiteral(expression, note)
}

function namesOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path} ${typeof value}`]
  return Object.entries(value)
    .flatMap(([name, inner]) => namesOf(inner, `${path}/${name}`))
    .sort()
}
