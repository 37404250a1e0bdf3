import type { PimItem } from '../resources.ts'

/** Root of a tree → its sections → how many categories each section has. Channels name a root. */
const trees: readonly {
  readonly root: string
  readonly label: string
  readonly sections: readonly [string, number][]
}[] = [
  {
    root: 'master',
    label: 'Master catalogue',
    sections: [
      ['clothing', 40],
      ['furniture', 35],
      ['kitchen', 40],
    ],
  },
  { root: 'print_catalogue', label: 'Print catalogue', sections: [['spring', 8]] },
]

interface Placed {
  readonly code: string
  readonly parent: string | null
  readonly label: string
  readonly position: number
}

/** Sorted by root, then as they stand in the tree. More than one page of the largest size. */
export const categories = (withPosition: boolean): readonly PimItem[] =>
  trees.flatMap(placedInTree).map(({ code, parent, label, position }) => ({
    code,
    parent,
    updated: '2026-03-05T09:30:00+00:00',
    ...(withPosition && { position }),
    labels: { en_US: label },
    values: {},
    channel_requirements: [],
  }))

const placedInTree = ({ root, label, sections }: (typeof trees)[number]): readonly Placed[] => [
  { code: root, parent: null, label, position: 1 },
  ...sections.flatMap(([section, count], index) => [
    { code: section, parent: root, label: titleOf(section), position: index + 1 },
    ...Array.from({ length: count }, (_, item) => ({
      code: `${section}_${item + 1}`,
      parent: section,
      label: `${titleOf(section)} ${item + 1}`,
      position: item + 1,
    })),
  ]),
]

const titleOf = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1)
