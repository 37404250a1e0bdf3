import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

export type TextInputProps = ComponentProps<'input'>

/** One line of text. Browsers neither correct nor remember it unless told to. */
export function TextInput({ className, type = 'text', ...rest }: TextInputProps) {
  return (
    <input
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      {...rest}
      type={type}
      className={classNames('input', className)}
    />
  )
}

type TextAreaProps = ComponentProps<'textarea'>

export function TextArea({ className, ...rest }: TextAreaProps) {
  return (
    <textarea autoComplete="off" spellCheck={false} {...rest} className={classNames('input', 'textarea', className)} />
  )
}
