import type { WidgetProps } from '@rjsf/utils'
import { CopyButton, TextInput } from '../../ui/index.ts'
import { useControlProps } from './described-by.ts'

/** A text to take elsewhere: it can be read, selected and copied, not changed. */
export function CopyControl({ id, value, label, onFocus }: WidgetProps) {
  const control = useControlProps(id)
  const text = typeof value === 'string' ? value : ''
  return (
    <div className="copy-row">
      <TextInput
        {...control}
        readOnly
        value={text}
        onFocus={({ target }) => {
          target.select()
          onFocus(id, text)
        }}
      />
      <CopyButton text={text} what={label} />
    </div>
  )
}
