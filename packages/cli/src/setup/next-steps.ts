import type { SetupDocument, SetupStatus, SlotState, SlotStatus } from 'connform'

/** Which command mends the state of a slot. */
const mending: Readonly<Record<SlotState, (slot: SlotStatus, setup: string) => string>> = Object.freeze({
  empty: ({ slot }, setup) => `connform setup connect ${setup} ${slot}`,
  pending: ({ connection }) => `connform authorize ${connection}`,
  untested: ({ slot }, setup) => `connform setup test ${setup} ${slot}`,
  failing: ({ slot }, setup) => `connform setup connect ${setup} ${slot}`,
  inactive: ({ connection }) => `connform activate ${connection}`,
  works: ({ slot }, setup) => `connform setup test ${setup} ${slot}`,
})

/** What a setup is called on the command line: its document where there can be no other, its id otherwise. */
export const wordFor = ({ id, instances }: Pick<SetupDocument, 'id' | 'instances'>, setup: string): string =>
  instances === 'one' ? id : setup

/** What comes next, in words and as commands to copy. */
export function nextSteps(
  document: SetupDocument,
  { setup, slots, sections, cleaning, ready, next }: SetupStatus,
): string[] {
  const word = wordFor(document, setup.id)
  if (cleaning !== null) {
    return [
      `Clean it before it is used again: ${cleaning.fields.join(', ')} changed since the first use.`,
      `  $ connform setup reset ${word} ${cleaning.reset}`,
    ]
  }
  if (!ready) {
    const section = document.sections.find(({ id }) => id === next)
    const slot = slots.find((candidate) => candidate.slot === section?.slot)
    if (section === undefined) return []
    const command =
      slot === undefined ? `connform setup set ${word} --section ${section.id}` : mending[slot.state](slot, word)
    return [`Next: ${section.title}`, `  $ ${command}`]
  }
  const untouched = document.sections.filter(({ id, fields = [], mappings = [] }) => {
    const names = [...fields, ...mappings]
    const isOpen = sections.some((section) => section.id === id && section.open)
    return isOpen && names.length > 0 && names.every((name) => setup.settings[name] === undefined)
  })
  const choose =
    untouched.length === 0
      ? []
      : [`It is ready. What can be chosen besides: ${untouched.map(({ title }) => title).join(', ')}`].concat(
          `  $ connform setup set ${word}`,
        )
  const use =
    setup.usedAt !== null || document.locks.length === 0
      ? []
      : ['It is ready. After the first import, say so: locked fields then ask before they change.'].concat(
          `  $ connform setup use ${word}`,
        )
  const steps = [...choose, ...use]
  return steps.length === 0 ? ['It is ready.'] : steps
}
