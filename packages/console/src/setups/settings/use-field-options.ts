import { useMemo } from 'react'
import { useSetupOptions } from '../../api/setup-options.ts'
import type { SetupDocument } from '../../api/setup-types.ts'
import { listed } from './option-tree.ts'

export interface FieldOptionsWanted {
  readonly setup: string
  readonly rules: SetupDocument['settings']
  /** A setting, or a side of a mapping. */
  readonly field: string
  /** What is chosen in every field, saved or not. */
  readonly chosen: Readonly<Record<string, unknown>>
  readonly enabled: boolean
  /** Stands for the connections that lists are read from. */
  readonly connections: string
}

/** The live options of a field; another choice in a field that it depends on reads them again. */
export function useFieldOptions({ setup, rules, field, chosen, enabled, connections }: FieldOptionsWanted) {
  const rule = rules.options[field]
  const names = [rule?.among?.field, rule?.below?.field].filter((name) => name !== undefined)
  const dependsOn = Object.fromEntries(names.map((name) => [name, chosen[name] ?? null]))
  const { options, ...rest } = useSetupOptions({ setup, field, dependsOn, enabled, connections })
  return { options: useMemo(() => (options === undefined ? undefined : listed(options)), [options]), ...rest }
}

export type FieldOptions = ReturnType<typeof useFieldOptions>
