import type { Definition, FieldHint, FieldSchema, FormBranch, FormSchema } from '../definition.ts'
import type { SetupDocument, SetupSlot, SlotField, SlotStatusField } from './setup-document.ts'

/** A definition in the words of one slot. */
export interface SlotDefinition {
  /** With all fields, those that are not asked for among them: what a filled form goes through. */
  readonly full: Definition
  /** With the form that people fill in: without what is hidden, and with the slot's status. */
  readonly shown: Definition
}

/** The field of a form that asks whether the connection is in use. */
export const STATUS_FIELD = 'status'

/** Makes a definition look and behave as a slot of a setup says. */
export function slotDefinition(
  definition: Definition,
  slot: SetupSlot,
  guides: SetupDocument['guides'],
): SlotDefinition {
  const hints = { ...definition.hints, ...hintsOf(slot, definition.hints) }
  const full: Definition = {
    ...definition,
    form: renamed(ofAuthTypes(definition.form, slot.authTypes), slot),
    hints,
    guides: { ...definition.guides, ...guides },
    reentry: slot.reentry ?? definition.reentry,
  }
  return { full, shown: { ...full, form: shownForm(full.form, slot) } }
}

/** Room for any address. */
const MAX_SHOWN_LENGTH = 2048

/** The auth type of a slot that leaves no choice. */
export const fixedAuthType = ({ authTypes }: SetupSlot): string | undefined =>
  authTypes?.length === 1 ? authTypes[0] : undefined

/** Name of the field that chooses the branch; undefined where a form has none. */
export const discriminatorOf = (form: FormSchema): string | undefined =>
  Object.keys(form.allOf?.[0]?.if.properties ?? {})[0]

function hintsOf({ fields }: SetupSlot, hints: Definition['hints']): Record<string, FieldHint> {
  const changed = Object.entries(fields).map(([name, field]): [string, FieldHint] => {
    const { help, placeholder, guide } = field
    return [
      name,
      {
        ...hints[name],
        ...(help === undefined ? {} : { help }),
        ...(placeholder === undefined ? {} : { placeholder }),
        ...(guide === undefined ? {} : { guide }),
      },
    ]
  })
  return Object.fromEntries(changed)
}

// --- the form ---

type Part = Pick<FormSchema, 'properties' | 'required'>

function ofAuthTypes(form: FormSchema, authTypes: SetupSlot['authTypes']): FormSchema {
  const discriminator = discriminatorOf(form)
  if (authTypes === undefined || discriminator === undefined) return form
  const schema = form.properties[discriminator]
  const options = schema?.oneOf ?? []
  const chosen = authTypes.flatMap((authType) => options.filter((option) => option.const === authType))
  return {
    ...form,
    properties: { ...form.properties, ...(schema && { [discriminator]: { ...schema, oneOf: chosen } }) },
    allOf: (form.allOf ?? []).filter((entry) => authTypes.includes(constOf(entry, discriminator))),
  }
}

const constOf = (entry: FormBranch, discriminator: string): string => entry.if.properties[discriminator]?.const ?? ''

function renamed(form: FormSchema, slot: SetupSlot): FormSchema {
  const rename = <P extends Part>(part: P): P => {
    const properties = Object.fromEntries(
      Object.entries(part.properties).map(([name, schema]) => [name, inWords(schema, slot.fields[name])]),
    )
    const more = Object.keys(properties).filter((name) => slot.fields[name]?.required === true)
    const required = [...new Set([...(part.required ?? []), ...more])]
    return { ...part, properties, ...(required.length === 0 ? {} : { required }) }
  }
  const root = rename(form)
  return form.allOf === undefined
    ? root
    : { ...root, allOf: form.allOf.map((entry) => ({ ...entry, then: rename(entry.then) })) }
}

function inWords(schema: FieldSchema, field: SlotField | undefined): FieldSchema {
  if (field === undefined) return schema
  const { title, description } = field
  return {
    ...schema,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
  }
}

function shownForm(form: FormSchema, slot: SetupSlot): FormSchema {
  const discriminator = discriminatorOf(form)
  const [only] = fixedAuthType(slot) === undefined ? [] : (form.allOf ?? [])
  const flat: FormSchema =
    only === undefined || discriminator === undefined ? form : flattened(form, only, discriminator)
  const isShown = (name: string): boolean => slot.fields[name]?.hidden !== true
  const keep = <P extends Part>(part: P): Omit<P, keyof Part> & Part => {
    const kept = Object.entries(part.properties).filter(([name]) => isShown(name))
    const properties = Object.fromEntries(kept.map(([name, schema]) => [name, asShown(schema, slot.fields[name])]))
    const { required: _, properties: __, ...rest } = part
    const required = part.required?.filter(isShown) ?? []
    return { ...rest, properties, ...(required.length === 0 ? {} : { required }) }
  }
  const root = keep(flat)
  const properties = sorted({ ...root.properties, ...statusOf(slot.status) }, slot.order)
  const allOf = flat.allOf?.map((entry) => {
    const then = keep(entry.then)
    return { ...entry, then: { ...then, properties: sorted(then.properties, slot.order) } }
  })
  const names = new Set([properties, ...(allOf ?? []).map(({ then }) => then.properties)].flatMap(Object.keys))
  return { ...root, properties, propertyNames: { enum: [...names] }, ...(allOf === undefined ? {} : { allOf }) }
}

/** What is shown in another spelling than it is saved in is typed in any: the form of a definition derives it. */
function asShown(schema: FieldSchema, field: SlotField | undefined): FieldSchema {
  if (field?.shown === undefined) return schema
  const { pattern: _, format: __, ...any } = schema
  return { ...any, maxLength: MAX_SHOWN_LENGTH }
}

/** Without the question for the auth type, where there is one answer alone. */
function flattened(form: FormSchema, only: FormBranch, discriminator: string): FormSchema {
  const { allOf: _, ...root } = form
  const { [discriminator]: __, ...properties } = root.properties
  const required = [...(root.required ?? []), ...(only.then.required ?? [])].filter((name) => name !== discriminator)
  return { ...root, properties: { ...properties, ...only.then.properties }, required }
}

function statusOf(status: SlotStatusField | undefined): Record<string, FieldSchema> {
  if (status === undefined) return {}
  const { title, description, active, inactive } = status
  const oneOf = [
    { const: 'active', title: active },
    { const: 'inactive', title: inactive },
  ]
  return { [STATUS_FIELD]: { type: 'string', title, description, default: 'active', oneOf } }
}

function sorted<T>(properties: Readonly<Record<string, T>>, order: readonly string[] = []): Record<string, T> {
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length)
  return Object.fromEntries(Object.entries(properties).sort(([one], [other]) => place(one) - place(other)))
}
