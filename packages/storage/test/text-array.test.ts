import fc from 'fast-check'
import { expect, it } from 'vitest'
import { textArray } from '../src/postgres/text-array.ts'
import { newDatabase, withClient } from './support/postgres.ts'

it('texts of any kind arrive in PostgreSQL as they are, empty ones and any script included', async () => {
  await withClient(await newDatabase(), async (client) => {
    // PostgreSQL stores no U+0000.
    const text = fc.string({ unit: 'grapheme' }).map((any) => any.replaceAll('\u0000', ''))
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1 }), async (texts) => {
        const { rows } = await client.query('select $1::text[] as texts', [textArray(texts)])
        expect(rows).toEqual([{ texts }])
      }),
    )
  })
})
