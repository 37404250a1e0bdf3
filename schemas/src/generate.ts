export { authTypesOf, type EditOptions, toEdit } from './generate/to-edit.ts'
export { toForm } from './generate/to-form.ts'
export {
  type JsonFormsControl,
  type JsonFormsGroup,
  type JsonFormsUiSchema,
  toJsonForms,
} from './generate/to-json-forms.ts'
export { type RjsfOptions, type RjsfUiSchema, toRjsf } from './generate/to-rjsf.ts'
export { type ClosedBranch, type ConstSchema, toUnion, type UnionSchema } from './generate/to-union.ts'
export type { Definition, FieldHint, FieldSchema, FormSchema, Reentry } from './generated/definition.ts'
