import type { Measured } from './paired.ts'

/** A measurement set beside the aim it must reach: `name` takes at most `most` times what `than` takes. */
export interface Aim {
  readonly name: string
  readonly than: string
  readonly most: number
}

export interface Section {
  readonly title: string
  readonly rows: readonly Measured[]
  readonly aims: readonly Aim[]
}

/** A section as text: each row's time and ratio to the first, then each aim with what was reached. */
export function renderSection({ title, rows, aims }: Section): string {
  const width = Math.max(...rows.map(({ name }) => name.length))
  const lines = rows.map(
    ({ name, nanoseconds, ratio }) =>
      `  ${name.padEnd(width)}  ${formatTime(nanoseconds).padStart(9)}  ${ratio.toFixed(2).padStart(6)}×`,
  )
  return [title, ...lines, ...aims.map((aim) => `  ${describeAim(aim, rows)}`)].join('\n')
}

function describeAim({ name, than, most }: Aim, rows: readonly Measured[]): string {
  const reached = ratioOf(name, rows) / ratioOf(than, rows)
  const sign = reached <= most ? '✓' : '✗'
  return `${sign} ${name} takes ${reached.toFixed(2)} times ${than} (aim: at most ${most})`
}

const ratioOf = (name: string, rows: readonly Measured[]): number =>
  rows.find((row) => row.name === name)?.ratio ?? Number.NaN

function formatTime(nanoseconds: number): string {
  if (nanoseconds >= 1e6) return `${(nanoseconds / 1e6).toFixed(1)} ms`
  return nanoseconds >= 1e4 ? `${(nanoseconds / 1e3).toFixed(1)} µs` : `${nanoseconds.toFixed(0)} ns`
}
