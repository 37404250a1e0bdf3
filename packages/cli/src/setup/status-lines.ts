import type { SectionStatus, SetupDocument, SetupStatus } from 'connform'
import type { Terminal } from '../output/terminal.ts'
import { nextSteps } from './next-steps.ts'
import { settingText, settingTitle } from './setting-text.ts'

type Style = Pick<Terminal, 'style'>

/** How far a setup is: each section, done, open or locked and why; then what comes next. */
export function describeStatus(terminal: Style, document: SetupDocument, status: SetupStatus): string[] {
  const { style } = terminal
  const { setup, cleaning } = status
  const used = setup.usedAt === null ? 'not used yet' : `first used ${setup.usedAt.slice(0, 10)}`
  return [
    `${style('bold', setup.name)}  ${setup.id}`,
    `  ${style('dim', `${document.title} ${setup.documentVersion}, ${used}`)}`,
    ...status.sections.flatMap((section) => describeSection(terminal, section, { document, status })),
    ...(cleaning === null ? [] : [`${style('yellow', '! Cleaning')}  ${cleaning.warning}`]),
    '',
    ...nextSteps(document, status),
  ]
}

function describeSection(
  { style }: Style,
  { id, title, open, done, reasons }: SectionStatus,
  { document, status }: { readonly document: SetupDocument; readonly status: SetupStatus },
): string[] {
  if (!open) {
    return [
      `${style('yellow', '✗')} ${title}  ${style('yellow', 'locked')}`,
      ...reasons.flatMap(({ message, hint }) => [`    ${message}`, ...(hint === undefined ? [] : [`    → ${hint}`])]),
    ]
  }
  const { slot: name, fields = [], mappings = [] } = document.sections.find((section) => section.id === id) ?? {}
  const slot = status.slots.find((candidate) => candidate.slot === name)
  const chosen = [...fields, ...mappings].filter((field) => status.setup.settings[field] !== undefined)
  return [
    done ? `${style('green', '✓')} ${title}` : `${style('cyan', '○')} ${title}  ${style('cyan', 'open')}`,
    ...(slot === undefined ? [] : [`    ${style('dim', slot.message)}`, ...slot.hints.map((hint) => `    → ${hint}`)]),
    ...chosen.map(
      (field) => `    ${settingTitle(document, field)}: ${settingText(document, field, status.setup.settings[field])}`,
    ),
  ]
}
