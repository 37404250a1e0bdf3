import type { FieldHint, FieldSchema } from '../definition.ts'
import type { Issue } from '../issue.ts'
import { textFormats } from './text-formats.ts'

type Words = Pick<Issue, 'code' | 'message' | 'hint'>

/** Why a saved secret must be typed again: the policy, a changed identity, or the wish to clear what is needed. */
export type ReentryReason = 'policy' | 'identity' | 'needed'

/** What is said of one field, in plain words: what is wrong, then what to do. No message holds what was typed. */
export interface FieldMessages {
  required(): Words
  secretRequired(because: ReentryReason): Words
  type(found: string): Words
  brokenText(): Words
  notHeaderText(): Words
  tooShort(): Words
  tooLong(): Words
  pattern(): Words
  format(): Words
  option(): Words
  tooSmall(): Words
  tooBig(): Words
  tooFew(): Words
  tooMany(most: number): Words
  duplicate(): Words
  mask(): Words
}

export function fieldMessages(schema: FieldSchema, hint: FieldHint | undefined): FieldMessages {
  const { title } = schema
  const choose = schema.oneOf !== undefined || schema.type === 'array'
  const help = hint?.help ?? schema.description
  const words = (code: string, message: string, advice: string | undefined = help): Words =>
    advice === undefined ? { code, message } : { code, message, hint: advice }
  const options = schema.oneOf ?? schema.items?.oneOf ?? []
  const choices =
    options.length > 8
      ? `Choose one of the ${options.length} values of this field.`
      : `Possible values: ${options.map((option) => option.const).join(', ')}.`
  return {
    required: () => words('required', choose ? `Choose a value for ${title}.` : `Enter a value for ${title}.`),
    secretRequired: (because) =>
      words(
        'secret_required',
        reentryMessages[because].replace('{title}', title),
        'A saved secret is never shown. Copy it from where you keep it, or create a new one.',
      ),
    type: (found) => words('type', `${title} must be ${typeNames[schema.type]}, not ${found}.`),
    brokenText: () =>
      words('broken_text', `${title} holds half of a character.`, 'Copy the text again; something on the way cut it.'),
    notHeaderText: () =>
      words(
        'not_header_text',
        `${title} holds a character that cannot be sent in a request header.`,
        'Copy it again from its source: it consists of plain letters, digits and signs.',
      ),
    tooShort: () => words('too_short', `${title} is too short: at least ${count(schema.minLength, 'character')}.`),
    tooLong: () => words('too_long', `${title} is too long: at most ${count(schema.maxLength, 'character')}.`),
    pattern: () => words('pattern', `${title} does not have the right form.`, hint?.format ?? help),
    format: () => words('format', `${title} must be ${textFormats.get(schema.format ?? '')?.words}.`),
    option: () => words('option', `${title} holds a value that cannot be chosen.`, choices),
    tooSmall: () => words('too_small', `${title} must be ${schema.minimum} or more.`),
    tooBig: () => words('too_big', `${title} must be ${schema.maximum} or less.`),
    tooFew: () => words('too_few', `Choose at least ${count(schema.minItems, 'value')} for ${title}.`),
    tooMany: (most) => words('too_many', `Choose at most ${count(most, 'value')} for ${title}.`),
    duplicate: () => words('duplicate', `${title} names the same value twice.`),
    mask: () =>
      words(
        'mask_pasted',
        `${title} is the mask that stands for a saved value, not the value.`,
        'Copy the value itself from its source. A mask holds nothing of it.',
      ),
  }
}

const reentryMessages: Readonly<Record<ReentryReason, string>> = Object.freeze({
  policy: 'Type {title} again to save changes.',
  identity: 'Type {title} again: the saved one belongs to the account that stood here before your change.',
  needed:
    '{title} cannot be cleared, because this connection needs it. Type another one, or leave it out to keep the saved one.',
})

const typeNames: Readonly<Record<FieldSchema['type'], string>> = Object.freeze({
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
})

const count = (amount: number | undefined, noun: string): string => `${amount ?? 0} ${noun}${amount === 1 ? '' : 's'}`
