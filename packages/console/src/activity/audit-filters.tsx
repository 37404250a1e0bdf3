import { useCallback } from 'react'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, Field, Select, TextInput, usePausedText } from '../ui/index.ts'
import { type AuditFilter, isFiltered } from './audit-filter.ts'

export interface AuditFiltersProps {
  readonly filter: AuditFilter
  readonly onChange: (filter: AuditFilter) => void
}

const TYPING_PAUSE_MS = 300

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { t } = useTexts()
  const onActor = useCallback((actor: string) => onChange({ ...filter, actor }), [filter, onChange])
  const { typed: actor, type: setActor } = usePausedText(filter.actor, TYPING_PAUSE_MS, onActor)
  const actions = Object.entries(t.words.action).map(([value, label]) => ({ value, label }))
  return (
    <fieldset className="audit-filters">
      <legend className="visually-hidden">{t.connections.filters}</legend>
      <Field label={t.activity.action}>
        {(control) => (
          <Select
            {...control}
            value={filter.action}
            options={[{ value: '', label: t.activity.anyAction }, ...actions]}
            onChange={(event) => onChange({ ...filter, action: event.target.value })}
          />
        )}
      </Field>
      <Field label={t.activity.actor}>
        {(control) => (
          <TextInput
            {...control}
            value={actor}
            maxLength={200}
            placeholder={t.activity.actorPlaceholder}
            onChange={(event) => setActor(event.target.value)}
          />
        )}
      </Field>
      {(['from', 'to'] as const).map((name) => (
        <Field key={name} label={t.activity[name]}>
          {(control) => (
            <TextInput
              {...control}
              type="date"
              value={filter[name]}
              onChange={(event) => onChange({ ...filter, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {isFiltered(filter) && (
        <Button
          variant="quiet"
          onClick={() => {
            setActor('')
            onChange({ action: '', actor: '', from: '', to: '' })
          }}
        >
          {t.activity.clear}
        </Button>
      )}
    </fieldset>
  )
}
