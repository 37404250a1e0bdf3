/** What is counted: bytes, or things by their name in the plural. */
export type Unit = 'bytes' | (string & {})

/** An amount for a person: `412,345 lines`, `95.1 MB`. */
export function amount(count: number, unit: Unit): string {
  if (unit !== 'bytes') return `${wholeNumber(count)} ${unit}`
  const { name, bytes } = sizes.find((size) => count >= size.bytes) ?? { name: 'kB', bytes: 1e3 }
  const scaled = count / bytes
  return `${scaled < 100 ? scaled.toFixed(1) : wholeNumber(scaled)} ${name}`
}

/** A rate for a person: `412,345 lines/s`. */
export const rate = (count: number, seconds: number, unit: Unit): string =>
  `${amount(seconds > 0 ? count / seconds : 0, unit)}/s`

/** A time for a person: `0:07`, `1:02:03`. */
export function clockTime(seconds: number): string {
  const whole = Math.ceil(seconds)
  const two = (part: number): string => String(part).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  return minutes < 60
    ? `${minutes}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`
}

const sizes = [
  { name: 'TB', bytes: 1e12 },
  { name: 'GB', bytes: 1e9 },
  { name: 'MB', bytes: 1e6 },
] as const

/** With a comma at the thousands, wherever it runs. */
const wholeNumber = (count: number): string => String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',')
