import type { Connform } from 'connform'
import type { Environment } from './environment.ts'
import type { Terminal } from './output/terminal.ts'

export interface OpenOptions {
  /** The command may seal a whole fleet, not a handful of secrets. */
  readonly sealsMany?: boolean
}

/** What every command works with. */
export interface CommandContext {
  readonly terminal: Terminal
  readonly environment: Environment
  /** Opens the data folder; closed for the command when it is done. */
  open(options?: OpenOptions): Promise<Connform>
  /** Ends when the user asks to stop. Whoever reads it answers for that: until then Ctrl-C just ends the process. */
  readonly signal: AbortSignal
}

export interface CommandCall {
  /** Arguments in the order of the command's words; those left out are undefined. */
  readonly words: readonly (string | undefined)[]
  readonly options: Readonly<Record<string, unknown>> & { readonly json?: boolean }
}

/** A command: does its work, says what it found, answers with the exit code. */
export type Command = (context: CommandContext, call: CommandCall) => Promise<number>

/** A command as the program lists it; its code is loaded when it is called. */
export interface CommandRow {
  /** Name and arguments, as in `validate <definition> [file]`. */
  readonly usage: string
  /** One line of at most 48 characters, for the list of commands. */
  readonly summary: string
  /** What else there is to know, for the help of the command alone. */
  readonly details?: string
  readonly example: string
  readonly options?: readonly (readonly [flags: string, description: string])[]
  readonly load: () => Promise<Command>
}

/** A command whose first word names an action, each with a help of its own. */
export interface CommandGroup extends Omit<CommandRow, 'load' | 'options'> {
  readonly options?: undefined
  /** Loaded when the group is called. */
  readonly actions: () => Promise<readonly CommandRow[]>
}

/** A word the command cannot do without; commander has made sure of it. */
export function requiredWord({ words }: CommandCall, index: number): string {
  return words[index] ?? ''
}

/** The words of an option that takes several; none where it was not given. */
export function listOption({ options }: CommandCall, name: string): readonly string[] {
  const value = options[name]
  return Array.isArray(value) ? value.map(String) : []
}

/** An option's text, where it was given. */
export function textOption({ options }: CommandCall, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}
