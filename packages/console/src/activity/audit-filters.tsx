import { useEffect, useState } from 'react'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, Field, Select, TextInput } from '../ui/index.ts'
import { type AuditFilter, isFiltered } from './audit-filter.ts'

export interface AuditFiltersProps {
  readonly filter: AuditFilter
  readonly onChange: (filter: AuditFilter) => void
}

const TYPING_PAUSE_MS = 300

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { t } = useTexts()
  const [actor, setActor] = useState(filter.actor)
  useEffect(() => {
    if (actor === filter.actor) return
    const timer = setTimeout(() => onChange({ ...filter, actor }), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [actor, filter, onChange])
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
