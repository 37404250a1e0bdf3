import { Ajv } from 'ajv'
import addFormatsModule from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { compileDefinition } from '../src/compile.ts'
import { definitionOf } from './support/definitions.ts'
import { readJson } from './support/files.ts'

const newAjv = () => addFormatsModule.default(new Ajv({ strict: true, allErrors: true }))

describe('compileDefinition', () => {
  it.each([
    ['bigcommerce-rest', 'token'],
    ['bigcommerce-graphql', 'token'],
    ['akeneo-pim', 'none'],
  ])('makes of %s what the build made', (id, authType) => {
    const result = compileDefinition(definitionOf(id), { ajv: newAjv() })
    if (!result.ok) throw new Error(JSON.stringify(result.issues))
    const { compiled } = result
    expect(compiled.form).toEqual(readJson(`dist/${id}/form.json`))
    expect(compiled.union).toEqual(readJson(`dist/${id}/union.json`))
    expect(compiled.rjsf).toEqual(readJson(`dist/${id}/rjsf.json`))
    expect(compiled.jsonforms).toEqual(readJson(`dist/${id}/jsonforms.json`))
    expect(compiled.edit({ authType, reentry: 'keep' })).toEqual(readJson(`dist/${id}/edit/${authType}.keep.json`))
  })

  it('checks connections of a definition that is not of this package', () => {
    const result = compileDefinition(readJson('examples/definition/small-shop.json'), { ajv: newAjv() })
    if (!result.ok) throw new Error(JSON.stringify(result.issues))
    const { validate } = result.compiled
    const shared = { authType: 'key', shop: 'candles', warehouse: 'https://stock.example' }
    expect(validate({ ...shared, apiKey: 'example-key' })).toBe(true)
    expect(validate(shared)).toBe(false)
    expect(validate.errors).toContainEqual(expect.objectContaining({ keyword: 'required' }))
  })

  it('makes nothing of a definition with a mistake', () => {
    const { form: _, ...broken } = definitionOf('bigcommerce-rest')
    const result = compileDefinition(broken, { ajv: newAjv() })
    expect(result.ok).toBe(false)
    expect(result.issues).toContainEqual(expect.objectContaining({ code: 'shape', message: 'form is missing.' }))
  })

  it('goes on with a warning', () => {
    const definition = definitionOf('bigcommerce-rest')
    const guides = { ...definition.guides, unread: { title: 'Nobody opens this', steps: ['Read.'] } }
    const result = compileDefinition({ ...definition, guides }, { ajv: newAjv() })
    expect(result.ok).toBe(true)
    expect(result.issues).toEqual([expect.objectContaining({ code: 'guide-opened', severity: 'warning' })])
  })
})
