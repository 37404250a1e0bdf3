import { type ComponentProps, type Ref, useLayoutEffect, useRef } from 'react'
import { TextArea, TextInput } from './text-input.tsx'

type Given<Control extends 'input' | 'textarea'> = Omit<ComponentProps<Control>, 'value' | 'defaultValue' | 'ref'> & {
  readonly value: string
}

/**
 * A line of text that stands in the control and nowhere else. React copies the value of an input that it controls into
 * the attribute of the same name, so that a secret would stand in the page's HTML while it is typed.
 */
export function SecretInput({ value, ...rest }: Given<'input'>) {
  return <TextInput {...rest} ref={useUnwritten<HTMLInputElement>(value)} />
}

/** The same for several lines, in which a secret may stand. */
export function SecretTextArea({ value, ...rest }: Given<'textarea'>) {
  return <TextArea {...rest} ref={useUnwritten<HTMLTextAreaElement>(value)} />
}

function useUnwritten<Control extends HTMLInputElement | HTMLTextAreaElement>(value: string): Ref<Control> {
  const control = useRef<Control>(null)
  useLayoutEffect(() => {
    if (control.current !== null && control.current.value !== value) control.current.value = value
  })
  return control
}
