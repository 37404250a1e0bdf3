import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { toForm, toJsonForms, toRjsf, toUnion } from '../src/generate.ts'
import { definitions } from './support/definitions.ts'
import { home, readFolder, readJson, readText } from './support/files.ts'
import { setups } from './support/setups.ts'

interface Entry {
  readonly definitions: typeof definitions
  readonly definitionIds: readonly string[]
}

const { exports: entryPoints } = readJson<{ exports: Record<string, string | Record<string, string>> }>('package.json')

/** Subpath → file, with the conditions of an entry in their order. */
const targets = Object.entries(entryPoints).flatMap(([subpath, target]) =>
  typeof target === 'string' ? [[subpath, target]] : Object.values(target).map((file) => [subpath, file]),
)

describe('the package', () => {
  it('is named after what is in it: each definition file after its id', () => {
    expect(readFolder<{ id: string }>('definitions').map(([name, { id }]) => [name, id])).toEqual(
      definitions.map(({ id }) => [id, id]),
    )
  })

  it.each(targets.filter(([subpath]) => !subpath!.includes('*')))('has behind %s the file %s', (_, file) => {
    expect(readFileSync(join(home, file!), 'utf8').length).toBeGreaterThan(0)
  })

  it('is named after what is in it: each setup file after its id', () => {
    expect(readFolder<{ id: string }>('setups').map(([name, { id }]) => [name, id])).toEqual(
      setups.map(({ id }) => [id, id]),
    )
    expect(entryPoints).toHaveProperty(['./setups/*.json'])
  })

  it.each(definitions)('has an entry point for everything made of $id', ({ id }) => {
    const wanted = [
      '',
      '/definition.json',
      '/form.json',
      '/union.json',
      '/rjsf.json',
      '/jsonforms.json',
      '/validate.js',
      '/types',
    ]
    expect(wanted.filter((path) => !Object.hasOwn(entryPoints, `./${id}${path}`))).toEqual([])
  })

  it('depends on nothing', () => {
    const { dependencies, peerDependencies } = readJson<Record<string, unknown>>('package.json')
    expect([dependencies, peerDependencies]).toEqual([undefined, undefined])
  })
})

describe('the build', () => {
  it('lists every definition, frozen to the ground', async () => {
    const entry: Entry = await import(`${home}/dist/index.js`)
    expect(entry.definitionIds).toEqual(definitions.map(({ id }) => id))
    expect(entry.definitions).toEqual(definitions)
    for (const definition of entry.definitions) {
      expect(Object.isFrozen(definition)).toBe(true)
      expect(Object.isFrozen(definition.form.allOf?.[0]?.then.properties)).toBe(true)
    }
  })

  it('lists every setup, frozen to the ground, and each one as JSON', async () => {
    const entry: { setups: typeof setups; setupIds: readonly string[] } = await import(`${home}/dist/setups/index.js`)
    expect(entry.setupIds).toEqual(setups.map(({ id }) => id))
    expect(entry.setups).toEqual(setups)
    expect(Object.isFrozen(entry.setups)).toBe(true)
    for (const setup of entry.setups) {
      expect(Object.isFrozen(setup.settings.form.properties)).toBe(true)
      expect(readJson(`dist/setups/${setup.id}.json`)).toEqual(setup)
    }
  })

  it('publishes a schema of setups that any validator can use alone', () => {
    const schema = readJson<{ $id: string }>('dist/setup.schema.json')
    expect(JSON.stringify(schema)).not.toContain('urn:connform:definition')
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema)
    for (const setup of setups) {
      validate(setup)
      expect(validate.errors).toBeNull()
    }
    expect(validate({ ...setups[0], colour: 'red' })).toBe(false)
  })

  it.each(definitions)('holds of $id what the generators make of it', (definition) => {
    const made = (name: string) => readJson(`dist/${definition.id}/${name}.json`)
    expect(made('definition')).toEqual(definition)
    expect(made('form')).toEqual(toForm(definition))
    expect(made('union')).toEqual(toUnion(definition))
    expect(made('rjsf')).toEqual(toRjsf(definition))
    expect(made('jsonforms')).toEqual(toJsonForms(definition))
  })

  it.each(definitions)('has a validator of $id that stands alone under a strict content security policy', ({ id }) => {
    const code = readText(`dist/${id}/validate.js`)
    expect(code).not.toMatch(/\brequire\b|\bimport\b|\beval\b|new Function|\bprocess\b/)
    expect(code.length).toBeLessThan(60_000)
  })

  it('loads nothing but its own files at run time', () => {
    const files = [
      'index.js',
      'generate.js',
      'lint.js',
      'compile.js',
      'form.js',
      'lint/check-shape.js',
      'setups/index.js',
    ]
    for (const name of ['validate-definition', 'validate-setup']) {
      expect(readText(`dist/generated/${name}.js`)).not.toMatch(/\bimport\b|\brequire\(/)
    }
    for (const file of files) {
      const imported = [...readText(`dist/${file}`).matchAll(/\bfrom\s*["']([^"']+)["']/g)].map((match) => match[1])
      expect(imported.filter((specifier) => !specifier?.startsWith('.'))).toEqual([])
    }
  })
})
