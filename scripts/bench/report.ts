import type { Measured } from './paired.ts'

/** A measurement set beside the aim it must reach: `name` takes at most `most` times what `than` takes. */
export interface TimeAim {
  readonly name: string
  readonly than: string
  readonly most: number
}

/** The same said of speed: `name` is at least `least` times as fast as `than`. */
export interface SpeedAim {
  readonly name: string
  readonly than: string
  readonly least: number
}

export type Aim = TimeAim | SpeedAim

/** Candidates timed side by side. */
export interface Section {
  readonly title: string
  readonly rows: readonly Measured[]
  readonly aims: readonly Aim[]
  /** What is counted, where so many per second say more than the time for one. */
  readonly rate?: string
  readonly notes?: readonly string[]
}

export interface Verdict {
  readonly reached: boolean
  /** What was reached, and the aim. */
  readonly text: string
}

/** What is reported, whatever was measured: rows of text, and what they say of the aims. */
export interface Table {
  readonly title: string
  readonly head: readonly string[]
  /** As many cells as `head` has; the first one names the row. */
  readonly rows: readonly (readonly string[])[]
  readonly verdicts: readonly Verdict[]
  /** How it was measured, a sentence each. */
  readonly notes?: readonly string[]
}

/** Each candidate's time, or its rate, and its ratio to the first. */
export function sectionTable({ title, rows, aims, rate, notes = [] }: Section): Table {
  return {
    title,
    head: rate === undefined ? ['', 'median', 'ratio'] : ['', `${rate} per second`, 'ratio'],
    rows: rows.map(({ name, nanoseconds, ratio }) =>
      rate === undefined
        ? [name, formatTime(nanoseconds), formatRatio(ratio)]
        : [name, formatCount(1e9 / nanoseconds), formatRatio(1 / ratio)],
    ),
    verdicts: aims.map((aim) => verdictOf(aim, rows)),
    notes,
  }
}

function verdictOf(aim: Aim, rows: readonly Measured[]): Verdict {
  const { name, than } = aim
  const times = ratioOf(name, rows) / ratioOf(than, rows)
  if ('most' in aim) {
    const text = `${name} takes ${times.toFixed(2)} times ${than} (aim: at most ${aim.most})`
    return { reached: times <= aim.most, text }
  }
  const speed = 1 / times
  return {
    reached: speed >= aim.least,
    text: `${name} is ${speed.toFixed(2)} times as fast as ${than} (aim: at least ${aim.least})`,
  }
}

const ratioOf = (name: string, rows: readonly Measured[]): number =>
  rows.find((row) => row.name === name)?.ratio ?? Number.NaN

export const formatRatio = (ratio: number): string => `${ratio.toFixed(2)}×`

export const formatCount = (count: number): string => Math.round(count).toLocaleString('en')

export function formatTime(nanoseconds: number): string {
  if (nanoseconds >= 1e10) return `${(nanoseconds / 1e9).toFixed(1)} s`
  if (nanoseconds >= 1e6) return `${(nanoseconds / 1e6).toFixed(2)} ms`
  return nanoseconds >= 1e4 ? `${(nanoseconds / 1e3).toFixed(1)} µs` : `${nanoseconds.toFixed(0)} ns`
}

/** A table for a terminal. */
export function renderText({ title, head, rows, verdicts }: Table): string {
  const widths = head.map((text, column) => Math.max(text.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string => {
    const padded = cells.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    return `  ${padded.join('  ')}`.trimEnd()
  }
  return [title, ...[head, ...rows].map(line), ...verdicts.map((verdict) => `  ${renderVerdict(verdict)}`)].join('\n')
}

/** The same table in Markdown. */
export function renderMarkdown({ title, head, rows, verdicts, notes = [] }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const ruler = head.map((_, column) => (column === 0 ? '---' : '---:'))
  return [
    `### ${title}`,
    ...(notes.length === 0 ? [] : [notes.join(' ')]),
    [head, ruler, ...rows].map(line).join('\n'),
    ...(verdicts.length === 0 ? [] : [verdicts.map((verdict) => `- ${renderVerdict(verdict)}`).join('\n')]),
  ].join('\n\n')
}

const renderVerdict = ({ reached, text }: Verdict): string => `${reached ? '✓ reached' : '✗ not reached'}: ${text}`
