import { setTheme, type Theme, useTheme } from '../shell/theme.ts'
import { isLanguage, languages } from '../texts/languages.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Checkbox, Field, Select } from '../ui/index.ts'

const themes: readonly Theme[] = ['system', 'light', 'dark']

export function AppearanceSection() {
  const { t, language, setLanguage } = useTexts()
  const theme = useTheme()
  return (
    <div className="stack settings-form">
      <Field label={t.settings.appearance.language} className="settings-field">
        {(control) => (
          <Select
            {...control}
            value={language}
            options={Object.entries(languages).map(([value, { name }]) => ({ value, label: name }))}
            onChange={(event) => {
              if (isLanguage(event.target.value)) setLanguage(event.target.value)
            }}
          />
        )}
      </Field>
      <fieldset className="choices">
        <legend className="field-label">{t.settings.appearance.theme}</legend>
        {themes.map((one) => (
          <Checkbox
            key={one}
            type="radio"
            name="theme"
            label={t.settings.appearance.themes[one]}
            checked={theme === one}
            onChange={() => setTheme(one)}
          />
        ))}
      </fieldset>
      <p className="quiet small">{t.settings.appearance.stored}</p>
    </div>
  )
}
