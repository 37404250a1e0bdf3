import type { WidgetProps } from '@rjsf/utils'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, Checkbox, Select, TextInput } from '../../ui/index.ts'
import { useForm } from '../panel/form-context.ts'
import { keyOfId } from './field-ids.ts'
import { optionGroups, profilesFor } from './option-groups.ts'

/** From so many options on, they can be searched. */
const MANY = 8

/** Several of many options, in groups, with a search and ready-made choices. One stop of the tab key, arrows inside. */
export function OptionsControl({ id, value, onChange, onBlur, onFocus }: WidgetProps) {
  const { t } = useTexts()
  const own = useId()
  const { definition, fields, locked, profile, setProfile, issues } = useForm()
  const [search, setSearch] = useState('')
  const [current, setCurrent] = useState<string>()
  const list = useRef<HTMLDivElement>(null)
  const key = keyOfId(id)
  const field = fields.find((one) => one.key === key)
  if (field === undefined) return null
  const { schema } = field
  const chosen: readonly string[] = Array.isArray(value) ? value : []
  const groups = optionGroups(definition, schema, search)
  const shown = groups.flatMap((group) => group.options.map((option) => option.value))
  const total = schema.items?.oneOf?.length ?? 0
  const profiles = profilesFor(definition, schema)
  const note = profiles.find((one) => one.id === profile)?.note
  const stop =
    current !== undefined && shown.includes(current) ? current : (shown.find((one) => chosen.includes(one)) ?? shown[0])

  const choose = (next: readonly string[]): void => {
    const order = (schema.items?.oneOf ?? []).map((option) => option.const)
    onChange(order.filter((one) => next.includes(one)))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = shown.indexOf(stop ?? '')
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key]
    const next = to === undefined ? undefined : shown[Math.min(Math.max(to, 0), shown.length - 1)]
    if (next === undefined) return
    event.preventDefault()
    setCurrent(next)
    list.current?.querySelector<HTMLInputElement>(`input[value="${CSS.escape(next)}"]`)?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears which of the controls inside has the focus.
    <div className="options" onFocus={() => onFocus(id, value)}>
      <div className="options-tools">
        {profiles.length > 0 && (
          <Select
            aria-label={`${schema.title}: ${t.form.profile}`}
            value={profiles.some((one) => one.id === profile) ? profile : ''}
            disabled={locked}
            options={[
              { value: '', label: t.form.profileNone },
              ...profiles.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={({ target }) => {
              setProfile(target.value)
              const wanted = profiles.find((one) => one.id === target.value)?.required ?? []
              if (wanted.length > 0) choose([...chosen, ...wanted])
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
              if (event.key === 'Enter') event.preventDefault()
              if (event.key === 'ArrowDown') onKeyDown(event)
            }}
          />
        )}
      </div>
      {note !== undefined && <p className="field-help">{note}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the boxes inside. */}
      <div ref={list} className="options-list" onKeyDown={onKeyDown}>
        {groups.length === 0 && <p className="options-none">{t.form.noOption}</p>}
        {groups.map((group, index) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset inside the field's own would be read twice.
          <div key={group.title} role="group" aria-labelledby={`${own}-${index}`} className="options-group">
            <p
              id={`${own}-${index}`}
              className={groups.length === 1 && search === '' ? 'visually-hidden' : 'options-title'}
            >
              {group.title === '' ? t.form.otherGroup : group.title}
            </p>
            {group.options.map((option) => (
              <Checkbox
                key={option.value}
                label={option.title}
                help={option.description}
                value={option.value}
                checked={chosen.includes(option.value)}
                disabled={locked}
                tabIndex={option.value === stop ? 0 : -1}
                aria-invalid={issues.get(key)?.severity === 'error' || undefined}
                onFocus={() => setCurrent(option.value)}
                onBlur={() => onBlur(id, value)}
                onChange={({ target }) =>
                  choose(target.checked ? [...chosen, option.value] : chosen.filter((one) => one !== option.value))
                }
              />
            ))}
          </div>
        ))}
      </div>
      <div className="options-foot">
        <span role="status">{t.form.selected(chosen.length, total)}</span>
        {total > MANY && <span className="field-help">{t.form.listKeys}</span>}
        {chosen.length > 0 && (
          <Button variant="quiet" disabled={locked} onClick={() => choose([])}>
            {t.form.clearOptions}
          </Button>
        )}
      </div>
    </div>
  )
}
