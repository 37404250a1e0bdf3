import { useTexts } from '../../texts/texts-context.tsx'
import { Field, Select } from '../../ui/index.ts'
import { useForm } from './form-context.ts'

/** What the connection is for: a test then looks for the scopes that this needs. */
export function ProfileChoice() {
  const { t } = useTexts()
  const { definition, profile, setProfile, locked } = useForm()
  const profiles = Object.entries(definition.scopes?.profiles ?? {})
  if (profiles.length === 0) return null
  return (
    <Field label={t.form.testFor} help={definition.scopes?.profiles[profile]?.note}>
      {(control) => (
        <Select
          {...control}
          value={profile}
          disabled={locked}
          options={[
            { value: '', label: t.form.testForNothing },
            ...profiles.map(([value, { title }]) => ({ value, label: title })),
          ]}
          onChange={({ target }) => setProfile(target.value)}
        />
      )}
    </Field>
  )
}
