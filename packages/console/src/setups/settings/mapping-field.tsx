import type { Issue, MappingRow, SetupDocument } from '@connform/core'
import { useId, useMemo, useRef } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, Icon, IconButton } from '../../ui/index.ts'
import { ListControl } from './list-control.tsx'
import { settingId } from './setting-field.tsx'
import { useFieldOptions } from './use-field-options.ts'

export interface MappingFieldProps {
  readonly setup: string
  readonly rules: SetupDocument['settings']
  readonly name: string
  readonly chosen: Readonly<Record<string, unknown>>
  readonly rows: readonly MappingRow[]
  readonly disabled: boolean
  readonly enabled: boolean
  readonly connections: string
  readonly issues: readonly Issue[]
  readonly onChange: (rows: readonly MappingRow[]) => void
}

/** Rows from one list to another. What one row takes, the others no longer offer. */
export function MappingField(props: MappingFieldProps) {
  const { rules, name, rows, disabled, issues, onChange } = props
  const { t } = useTexts()
  const base = useId()
  const list = useRef<HTMLUListElement>(null)
  const rule = rules.mappings[name]
  const from = useFieldOptions({ ...props, field: `${name}.from` })
  const to = useFieldOptions({ ...props, field: `${name}.to` })
  const taken = useMemo(() => new Set(rows.map((row) => row.from)), [rows])
  if (rule === undefined) return null
  const own = issues.filter(({ path }) => path[1] === undefined)
  const edit = (index: number, change: Partial<MappingRow>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)))
  const focusRow = (index: number): void => {
    // Drawn first, then found.
    requestAnimationFrame(() => {
      const controls = list.current?.querySelectorAll<HTMLElement>('li')
      const row = controls?.[Math.min(index, (controls?.length ?? 0) - 1)]
      const target = row?.querySelector<HTMLElement>('input') ?? document.getElementById(`${base}-add`)
      target?.focus()
    })
  }
  return (
    <fieldset id={settingId(name)} className="mapping" disabled={disabled}>
      <legend className="field-label">{rule.title}</legend>
      <p className="field-help">{rule.description}</p>
      {rows.length === 0 && <p className="quiet">{t.setups.noRows}</p>}
      <ul ref={list} className="mapping-rows">
        {rows.map((row, index) => {
          const issue = issues.find(({ path }) => path[1] === String(index))
          const rowId = `${base}-${index}`
          const errorId = `${rowId}-error`
          const control = (side: keyof MappingRow) => ({
            id: `${rowId}-${side}`,
            'aria-label': t.setups.rowOf(rule[side].title, index + 1),
            'aria-invalid': issue === undefined ? undefined : (true as const),
            'aria-describedby': issue === undefined ? undefined : errorId,
          })
          return (
            <li key={index} className="mapping-row">
              <div className="mapping-side">
                <span className="mapping-title" aria-hidden="true">
                  {rule.from.title}
                </span>
                <ListControl
                  control={control('from')}
                  title={t.setups.rowOf(rule.from.title, index + 1)}
                  value={row.from === '' ? undefined : row.from}
                  live={{
                    ...from,
                    options: from.options?.filter(({ value }) => value === row.from || !taken.has(value)),
                  }}
                  disabled={disabled}
                  onChange={(value) => edit(index, { from: value ?? '' })}
                />
              </div>
              <span className="mapping-arrow quiet">{t.setups.to}</span>
              <div className="mapping-side">
                <span className="mapping-title" aria-hidden="true">
                  {rule.to.title}
                </span>
                <ListControl
                  control={control('to')}
                  title={t.setups.rowOf(rule.to.title, index + 1)}
                  value={row.to === '' ? undefined : row.to}
                  live={to}
                  disabled={disabled}
                  onChange={(value) => edit(index, { to: value ?? '' })}
                />
              </div>
              <IconButton
                icon="trash"
                variant="danger"
                className="mapping-remove"
                label={t.setups.removeRow(t.setups.rowName(index + 1), rule.title)}
                disabled={disabled}
                onClick={() => {
                  onChange(rows.filter((_, at) => at !== index))
                  focusRow(index)
                }}
              />
              {issue !== undefined && (
                <p id={errorId} className="field-error mapping-error">
                  <Icon name="warning" />
                  <span>{[issue.message, issue.hint].filter(Boolean).join(' ')}</span>
                </p>
              )}
            </li>
          )
        })}
      </ul>
      {own.map(({ message, hint }) => (
        <p key={message} className="field-error">
          <Icon name="warning" />
          <span>{[message, hint].filter(Boolean).join(' ')}</span>
        </p>
      ))}
      <div className="row">
        <Button
          id={`${base}-add`}
          icon="plus"
          disabled={disabled}
          aria-label={t.setups.addRowOf(rule.title)}
          onClick={() => {
            onChange([...rows, { from: '', to: '' }])
            focusRow(rows.length)
          }}
        >
          {t.setups.addRow}
        </Button>
      </div>
    </fieldset>
  )
}
