import { cleanText } from '../text/clean-text.ts'
import type { FormPlan } from './form-plan.ts'

/**
 * The texts in an input's secret fields, of whatever auth type. What a message repeats of the input must hold none of
 * them: people paste a token into two places.
 */
export function typedSecrets(plan: FormPlan, input: Readonly<Record<string, unknown>>): string[] {
  const secrets: string[] = []
  for (const field of plan.known.values()) {
    const given = field.secret ? input[field.key] : undefined
    if (typeof given !== 'string') continue
    const { text } = cleanText(given)
    if (text !== '') secrets.push(text)
  }
  return secrets
}
