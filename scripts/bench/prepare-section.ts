import { builtinAdapters } from '@connform/adapters'
import { prepare } from '@connform/core'
import definition from '@connform/schemas/bigcommerce-rest'
import { validate } from '@connform/schemas/bigcommerce-rest/validate.js'
import * as v from 'valibot'
import * as z from 'zod/mini'
import { BATCH, invalidForms, oauthForms, scopeIds, tokenForms } from './inputs.ts'
import { type Candidate, paired } from './paired.ts'
import type { Section } from './report.ts'

// The same fields and limits as the form, as a user of each library would write them.
const [firstScope = '', ...otherScopes] = scopeIds
const hash = /^[a-z0-9]{4,20}$/
const zodText = (most: number) => z.string().check(z.minLength(1), z.maxLength(most))
const zodShared = { name: zodText(255), storeHash: z.string().check(z.maxLength(20), z.regex(hash)) }
const zodForm = z.discriminatedUnion('authType', [
  z.strictObject({
    ...zodShared,
    authType: z.literal('oauth2'),
    oauthClient: zodText(128),
    scopes: z.array(z.enum([firstScope, ...otherScopes])).check(z.minLength(1)),
    redirectUri: z.optional(z.url()),
  }),
  z.strictObject({ ...zodShared, authType: z.literal('basic'), username: zodText(255), password: zodText(255) }),
  z.strictObject({
    ...zodShared,
    authType: z.literal('token'),
    accessToken: zodText(255),
    clientId: zodText(255),
    clientSecret: z.optional(zodText(255)),
  }),
])

const valibotText = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most))
const valibotShared = { name: valibotText(255), storeHash: v.pipe(v.string(), v.maxLength(20), v.regex(hash)) }
const valibotForm = v.variant('authType', [
  v.strictObject({
    ...valibotShared,
    authType: v.literal('oauth2'),
    oauthClient: valibotText(128),
    scopes: v.pipe(v.array(v.picklist(scopeIds)), v.minLength(1)),
    redirectUri: v.optional(v.pipe(v.string(), v.url())),
  }),
  v.strictObject({
    ...valibotShared,
    authType: v.literal('basic'),
    username: valibotText(255),
    password: valibotText(255),
  }),
  v.strictObject({
    ...valibotShared,
    authType: v.literal('token'),
    accessToken: valibotText(255),
    clientId: valibotText(255),
    clientSecret: v.optional(valibotText(255)),
  }),
])

const adapter = builtinAdapters[definition.id]
const options = { now: new Date('2026-01-01T00:00:00Z'), ...(adapter === undefined ? {} : { adapter }) }

/** Each candidate answers how many mistakes it can tell of; ours also cleans, derives, inspects and splits. */
const checks: Readonly<Record<string, (form: unknown) => number>> = {
  'ajv standalone': (form) => (validate(form) ? 0 : (validate.errors?.length ?? 0)),
  'prepare()': (form) => prepare(definition, form, options).issues.length,
  'zod 4 mini': (form) => zodForm.safeParse(form).error?.issues.length ?? 0,
  valibot: (form) => v.safeParse(valibotForm, form).issues?.length ?? 0,
}

const ajvAim = { name: 'prepare()', than: 'ajv standalone', most: 2 }

const cases = [
  {
    title: 'Valid Token form',
    forms: tokenForms,
    valid: true,
    aims: [ajvAim, { name: 'prepare()', than: 'zod 4 mini', most: 1 }],
  },
  {
    title: 'Valid OAuth form',
    forms: oauthForms,
    valid: true,
    aims: [ajvAim, { name: 'prepare()', than: 'zod 4 mini', most: 1 }],
  },
  {
    title: 'Invalid form (token missing)',
    forms: invalidForms,
    valid: false,
    aims: [ajvAim, { name: 'prepare()', than: 'zod 4 mini', most: 0.25 }],
  },
]

/** prepare() beside a bare validator and what a user would pick instead. */
export async function prepareSections(): Promise<Section[]> {
  const sections: Section[] = []
  for (const { title, forms, valid, aims } of cases) {
    const candidates = Object.entries(checks).map(([name, check]): Candidate => {
      if (forms.some((form) => (check(form) === 0) !== valid)) throw new Error(`${name} does not agree on: ${title}`)
      return {
        name,
        run: () => {
          let mistakes = 0
          for (const form of forms) mistakes += check(form)
          return mistakes
        },
      }
    })
    sections.push({ title, rows: await paired(candidates, { batch: BATCH }), aims })
  }
  return sections
}
