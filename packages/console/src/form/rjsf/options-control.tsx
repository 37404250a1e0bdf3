import type { WidgetProps } from '@rjsf/utils'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, Select, TextInput } from '../../ui/index.ts'
import { useForm } from '../panel/form-context.ts'
import { keyOfId } from './field-ids.ts'
import { optionGroups, profilesFor } from './option-groups.ts'
import { OptionList } from './option-list.tsx'

/** From so many options on, they can be searched. */
const MANY = 8
/** The box at which the tab key stops. */
const TAB_STOP = 'input[type="checkbox"][tabindex="0"]'

/** Several of many options, in groups, with a search and ready-made choices. */
export function OptionsControl({ id, value, onChange, onBlur, onFocus }: WidgetProps) {
  const { t } = useTexts()
  const { definition, fields, locked, profile, setProfile, issues } = useForm()
  const [search, setSearch] = useState('')
  const root = useRef<HTMLDivElement>(null)
  const key = keyOfId(id)
  const schema = fields.find((field) => field.key === key)?.schema
  const options = schema?.items?.oneOf
  const groups = useMemo(
    () => (schema === undefined ? [] : optionGroups(definition, schema, search)),
    [definition, schema, search],
  )
  const profiles = useMemo(() => (schema === undefined ? [] : profilesFor(definition, schema)), [definition, schema])
  const listed = Array.isArray(value) ? value.map(String).join('\n') : ''
  const chosen = useMemo(() => new Set(listed === '' ? [] : listed.split('\n')), [listed])
  const choose = (next: ReadonlySet<string>): void => {
    onChange((options ?? []).flatMap((option) => (next.has(option.const) ? [option.const] : [])))
  }
  const latest = useRef({ chosen, choose })
  latest.current = { chosen, choose }
  const onToggle = useCallback((toggled: string, isChosen: boolean) => {
    const next = new Set(latest.current.chosen)
    if (isChosen) next.add(toggled)
    else next.delete(toggled)
    latest.current.choose(next)
  }, [])
  if (schema === undefined) return null
  const total = options?.length ?? 0
  const note = profiles.find((one) => one.id === profile)?.note

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears which of the controls inside has the focus.
    <div ref={root} className="options" onFocus={() => onFocus(id, value)} onBlur={() => onBlur(id, value)}>
      <div className="options-tools">
        {profiles.length > 0 && (
          <Select
            aria-label={`${schema.title}: ${t.form.profile}`}
            value={profiles.some((one) => one.id === profile) ? profile : ''}
            disabled={locked}
            options={[
              { value: '', label: t.form.profileNone },
              ...profiles.map((one) => ({ value: one.id, label: one.title })),
            ]}
            onChange={({ target }) => {
              setProfile(target.value)
              const wanted = profiles.find((one) => one.id === target.value)?.required ?? []
              if (wanted.length > 0) choose(new Set([...chosen, ...wanted]))
            }}
          />
        )}
        {total > MANY && (
          <TextInput
            type="search"
            aria-label={t.form.searchOptions(schema.title)}
            placeholder={t.form.searchOptions(schema.title)}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
              event.preventDefault()
              if (event.key === 'ArrowDown') root.current?.querySelector<HTMLElement>(TAB_STOP)?.focus()
            }}
          />
        )}
      </div>
      {note !== undefined && <p className="field-help">{note}</p>}
      <OptionList
        groups={groups}
        chosen={chosen}
        disabled={locked}
        isWrong={issues.get(key)?.severity === 'error'}
        hideTitle={groups.length === 1 && search === ''}
        onToggle={onToggle}
      />
      <div className="options-foot">
        <span role="status">{t.form.selected(chosen.size, total)}</span>
        {total > MANY && <span className="field-help">{t.form.listKeys}</span>}
        {chosen.size > 0 && (
          <Button variant="quiet" disabled={locked} onClick={() => choose(new Set())}>
            {t.form.clearOptions}
          </Button>
        )}
      </div>
    </div>
  )
}
