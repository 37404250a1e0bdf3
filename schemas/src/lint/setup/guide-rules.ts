import type { SetupDocument } from '../../generated/setup.ts'
import type { Rule } from '../rule.ts'
import type { SetupSubject } from './setup-subject.ts'

/** The numbered steps that a setup opens. */
export const guideRules: readonly Rule<SetupSubject>[] = [
  {
    id: 'guide-known',
    message: 'Slots, their fields, hints and sections open guides of this setup.',
    check: ({ setup }) =>
      openings(setup)
        .filter(({ guide }) => !Object.hasOwn(setup.guides, guide))
        .map(({ path, guide }) => ({ path, message: `${guide} is no guide.` })),
  },
  {
    id: 'guide-opened',
    message: 'A guide is opened from some place.',
    severity: 'warning',
    check: ({ setup }) => {
      const opened = new Set(openings(setup).map(({ guide }) => guide))
      return Object.keys(setup.guides)
        .filter((key) => !opened.has(key))
        .map((key) => ({ path: ['guides', key], message: `Nothing opens ${key}.` }))
    },
  },
]

interface Opening {
  readonly path: readonly (string | number)[]
  readonly guide: string
}

function openings({ slots, settings, sections }: SetupDocument): Opening[] {
  const at = (path: Opening['path'], { guide }: { readonly guide?: string }): Opening[] =>
    guide === undefined ? [] : [{ path: [...path, 'guide'], guide }]
  return [
    ...Object.entries(slots).flatMap(([name, slot]) => [
      ...at(['slots', name], slot),
      ...Object.entries(slot.fields).flatMap(([field, rules]) => at(['slots', name, 'fields', field], rules)),
    ]),
    ...Object.entries(settings.hints).flatMap(([name, hint]) => at(['settings', 'hints', name], hint)),
    ...sections.flatMap((section, index) => at(['sections', index], section)),
  ]
}
