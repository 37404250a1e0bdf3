import { problemText } from '../../shell/problem-text.ts'
import { useTexts } from '../../texts/texts-context.tsx'
import { IconButton, useToasts } from '../../ui/index.ts'
import { OptionPicker, type OptionPickerProps } from './option-picker.tsx'
import type { FieldOptions } from './use-field-options.ts'

export interface ListControlProps
  extends Pick<OptionPickerProps, 'control' | 'title' | 'value' | 'disabled' | 'onChange'> {
  readonly live: FieldOptions
}

/** A choice from a live list, with what is the matter where it cannot be read, and a way to read it anew. */
export function ListControl({ control, title, value, live, disabled, onChange }: ListControlProps) {
  const { t } = useTexts()
  const { announce } = useToasts()
  const { options, error, loading, refresh } = live
  const failure = error === null || error === undefined ? undefined : problemText(error, t)
  const failureId = `${control.id}-unread`
  const describedBy = [failure !== undefined && failureId, control['aria-describedby']].filter(Boolean).join(' ')
  return (
    <>
      <div className="list-control">
        <OptionPicker
          control={{ ...control, 'aria-describedby': describedBy === '' ? undefined : describedBy }}
          title={title}
          value={value}
          options={options}
          loading={loading}
          disabled={disabled}
          onChange={onChange}
        />
        <IconButton
          icon="refresh"
          label={t.setups.refresh(title)}
          disabled={disabled}
          aria-busy={loading || undefined}
          onClick={() => void refresh().then((isRead) => isRead && announce(t.setups.refreshed(title)))}
        />
      </div>
      {failure !== undefined && !loading && (
        <p id={failureId} className="list-unread">
          {[t.setups.unreadable, failure.text, failure.hint].filter(Boolean).join(' ')}{' '}
          <button type="button" className="text-button" onClick={() => void refresh()}>
            {t.common.retry}
          </button>
        </p>
      )}
    </>
  )
}
