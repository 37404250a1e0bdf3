import { all, at, breaks, type ShapeRule } from '../claims.ts'
import { formShapeRules } from '../form-shape-rules.ts'

/** What the schema of setups enforces. The first rule that claims an error names it; the last claims whatever is left. */
export const setupShapeRules: readonly ShapeRule[] = [
  {
    id: 'slot-name',
    message: 'A slot is named in camelCase, and not host, which stands for the embedding product.',
    claims: all(at('/slots'), (error) => error.propertyName !== undefined),
  },
  ...formShapeRules('/settings/form'),
  {
    id: 'source-form',
    message: 'A source is slot.source or host.list, two names with a dot between.',
    claims: all(at('.*/source'), breaks('pattern')),
  },
  {
    id: 'setup-id',
    message: 'An id is lower-case words divided by hyphens, at most 64 characters.',
    claims: at('/id'),
  },
  {
    id: 'semantic-version',
    message: 'A version is a semantic version, such as 1.2.0.',
    claims: at('/version'),
  },
  {
    id: 'shape',
    message: 'A setup has the members that setup.schema.json names, each of its type, and no other.',
    claims: () => true,
  },
]
