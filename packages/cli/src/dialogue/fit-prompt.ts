import type { Terminal } from '../output/terminal.ts'
import { wrap } from '../output/wrap.ts'

/** Columns that a prompt takes for the bar at its left. */
const BAR = 3

/** A text broken into lines that fit beside the bar. */
export const fitPrompt = (text: string, { columns }: Pick<Terminal, 'columns'>): string => wrap(text, columns - BAR)
