import type { WidgetProps } from '@rjsf/utils'
import { useState } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, IconButton, TextInput } from '../../ui/index.ts'
import { clearSecret, keepSecret } from '../draft/change-draft.ts'
import { isBlank } from '../draft/form-fields.ts'
import { useForm } from '../panel/form-context.ts'
import { useControlProps } from './described-by.ts'
import { keyOfId } from './field-ids.ts'

/** A secret: what was saved is neither shown nor hinted at; what is being typed can be looked at. */
export function SecretControl({ id, placeholder, onChange, onBlur, onFocus }: WidgetProps) {
  const { t, format } = useTexts()
  const { draft, store, definition, fields, locked, issues } = useForm()
  const control = useControlProps(id)
  const [shown, setShown] = useState(false)
  const key = keyOfId(id)
  const field = fields.find((one) => one.key === key)
  const title = field?.schema.title ?? key
  const typed = draft.values[key]
  // The secret of another auth type is another secret, whatever its field is called.
  const saved = draft.authType === draft.saved?.authType ? draft.saved?.secrets[key] : undefined
  const isShown = shown && !isBlank(typed)
  if (typed === null) {
    return (
      <div className="secret-cleared">
        <p id={`${id}-cleared`}>{t.form.willBeCleared}</p>
        <Button id={id} aria-describedby={`${id}-cleared`} onClick={() => store.change((so) => keepSecret(so, key))}>
          {t.form.keepSecret}
        </Button>
      </div>
    )
  }
  const mustType = definition.reentry === 'always' || issues.get(key)?.code === 'secret_required'
  const savedWords =
    saved === undefined ? placeholder : mustType ? t.form.typeAgain : t.form.savedOn(format.day(saved.updatedAt))
  return (
    <div className="secret-row">
      <TextInput
        {...control}
        type={isShown ? 'text' : 'password'}
        autoComplete="new-password"
        value={typeof typed === 'string' ? typed : ''}
        placeholder={savedWords}
        onChange={({ target }) => {
          if (target.value === '') setShown(false)
          onChange(target.value === '' ? undefined : target.value)
        }}
        onBlur={() => onBlur(id, undefined)}
        onFocus={() => onFocus(id, undefined)}
      />
      <IconButton
        icon="eye"
        className="secret-reveal"
        label={isShown ? t.form.hide(title) : t.form.show(title)}
        aria-pressed={isShown}
        disabled={isBlank(typed) || locked}
        onClick={() => setShown(!isShown)}
      />
      {saved !== undefined && field?.required === false && isBlank(typed) && (
        <IconButton
          icon="trash"
          label={t.form.clearSecret(title)}
          disabled={locked}
          onClick={() => store.change((so) => clearSecret(so, key))}
        />
      )}
    </div>
  )
}
