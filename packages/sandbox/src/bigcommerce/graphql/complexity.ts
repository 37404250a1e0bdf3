import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** How much a query asks for. */
export interface QueryCost {
  /** One for each field, times how many items its list may have. */
  readonly complexity: number
  /** Fields below one another, the first included. */
  readonly depth: number
}

interface Scope {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

/** Items a list field brings where the query does not say. */
const DEFAULT_FIRST = 10
const listFields: readonly string[] = ['products', 'relatedProducts']
const NOTHING: QueryCost = { complexity: 0, depth: 0 }

/** What an operation of a valid document costs. The provider's own formula is not published. */
export const costOf = (
  operation: OperationDefinitionNode,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): QueryCost => {
  const fragments = new Map(document.definitions.filter(isFragment).map((one) => [one.name.value, one]))
  return costOfSelections(operation.selectionSet, { fragments, variables })
}

const costOfSelections = (set: SelectionSetNode | undefined, scope: Scope): QueryCost =>
  (set?.selections ?? []).reduce((total, selection) => {
    const cost = costOfNode(selection, scope)
    return { complexity: total.complexity + cost.complexity, depth: Math.max(total.depth, cost.depth) }
  }, NOTHING)

const costOfNode = (node: ASTNode, scope: Scope): QueryCost => {
  if (node.kind === Kind.INLINE_FRAGMENT) return costOfSelections(node.selectionSet, scope)
  if (node.kind === Kind.FRAGMENT_SPREAD) {
    return costOfSelections(scope.fragments.get(node.name.value)?.selectionSet, scope)
  }
  if (node.kind !== Kind.FIELD) return NOTHING
  const inner = costOfSelections(node.selectionSet, scope)
  return { complexity: 1 + inner.complexity * itemsOf(node, scope), depth: 1 + inner.depth }
}

const itemsOf = (field: FieldNode, { variables }: Scope): number => {
  if (!listFields.includes(field.name.value)) return 1
  const value = field.arguments?.find(({ name }) => name.value === 'first')?.value
  const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : value?.kind === Kind.INT && +value.value
  // What is no number is refused when the query runs. It may not even be made one.
  return typeof given === 'number' ? Math.max(0, given || DEFAULT_FIRST) : DEFAULT_FIRST
}

const isFragment = (node: ASTNode): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION
