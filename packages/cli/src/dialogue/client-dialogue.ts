import { cancel, intro } from '@clack/prompts'
import type { FieldSchema } from '@connform/core'
import type { OAuthClient } from 'connform'
import { askQuestion, Cancelled } from './ask-question.ts'
import { openKeyboard } from './keyboard.ts'

/** What is asked for, in this order. */
const fields: Readonly<Record<'name' | 'clientId' | 'clientSecret', FieldSchema>> = Object.freeze({
  name: { type: 'string', title: 'Name' },
  clientId: { type: 'string', title: 'Client ID' },
  clientSecret: { type: 'string', title: 'Client secret', writeOnly: true },
})

/** Asks for an OAuth client, or for what changes in a saved one. Undefined where the person leaves. */
export async function askForClient(
  signal: AbortSignal,
  saved?: OAuthClient,
): Promise<Record<string, unknown> | undefined> {
  const keyboard = openKeyboard(signal)
  const answers: Record<string, unknown> = {}
  try {
    intro(saved === undefined ? 'New OAuth client' : `Edit ${saved.name}`)
    for (const [key, field] of Object.entries(fields)) {
      // The saved secret belongs to the saved client ID.
      const isKept = field.writeOnly === true && saved !== undefined && answers['clientId'] === saved.clientId
      answers[key] = await askQuestion(
        { key, field, required: true },
        {
          keyboard,
          hint: undefined,
          suggestion: key === 'name' || key === 'clientId' ? saved?.[key] : undefined,
          isSaved: isKept,
          mistake: (answer) =>
            String(answer).trim() === '' && !isKept ? `Enter a value for ${field.title}.` : undefined,
        },
      )
    }
    return answers
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
    cancel('Stopped. Nothing was saved.')
    return undefined
  } finally {
    keyboard.close()
  }
}
