import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useApi } from '../../api/api-context.tsx'
import { isProblem } from '../../api/problem.ts'
import type { Issue, OAuthClient, OAuthClientAnswer } from '../../api/types.ts'
import { ProblemMessage } from '../../shell/problem-message.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, Dialog, Field, SecretInput, TextInput } from '../../ui/index.ts'
import { sealPayload } from '../save/seal-payload.ts'

export interface OAuthClientDialogProps {
  readonly definition: string
  /** The one that is changed; undefined for a new one. */
  readonly client: OAuthClient | undefined
  readonly onClose: () => void
  readonly onSaved: (client: OAuthClient) => void
}

const SECRETS: ReadonlySet<string> = new Set(['clientSecret'])

/** Adds or changes a client ID and client secret, over the form that needs it. */
export function OAuthClientDialog({ definition, client, onClose, onSaved }: OAuthClientDialogProps) {
  const { t, format } = useTexts()
  const api = useApi()
  const queries = useQueryClient()
  const formId = useId()
  const [values, setValues] = useState({ name: client?.name ?? '', clientId: client?.clientId ?? '', clientSecret: '' })
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)

  const save = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    setIssues([])
    try {
      const { clientSecret, ...rest } = values
      const filled = { ...rest, ...(clientSecret !== '' && { clientSecret }) }
      const place = { definition, ...(client !== undefined && { connection: client.id }) }
      const sealed = await sealPayload(api, filled, { ...place, secrets: SECRETS, isSecure: window.isSecureContext })
      const { data } =
        client === undefined
          ? await api.request<OAuthClientAnswer>('/oauth-clients', {
              method: 'POST',
              body: { definition, input: sealed },
            })
          : await api.request<OAuthClientAnswer>(`/oauth-clients/${encodeURIComponent(client.id)}`, {
              method: 'PATCH',
              body: { patch: sealed },
              revision: client.revision,
            })
      await queries.invalidateQueries({ queryKey: ['oauth-clients'] })
      onSaved(data.oauthClient)
    } catch (failure) {
      if (isProblem(failure) && failure.issues.length > 0) setIssues(failure.issues)
      else setError(failure)
      setBusy(false)
    }
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    // A dialog stands inside the form of the connection, which is not to be saved by this.
    event.stopPropagation()
    if (!busy) void save()
  }
  const issueOf = (key: string): string | undefined => issues.find((issue) => issue.path[0] === key)?.message
  const input = (key: keyof typeof values) => ({
    value: values[key],
    onChange: ({ target }: { readonly target: HTMLInputElement }) =>
      setValues((so) => ({ ...so, [key]: target.value })),
  })

  return (
    <Dialog
      title={client === undefined ? t.oauthClients.add : t.oauthClients.edit(client.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} busy={busy}>
            {t.oauthClients.save}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={onSubmit} className="client-form">
        <Field label={t.oauthClients.name} required help={t.oauthClients.nameHelp} error={issueOf('name')}>
          {(control) => <TextInput {...control} {...input('name')} />}
        </Field>
        <Field label={t.oauthClients.clientId} required error={issueOf('clientId')}>
          {(control) => <TextInput {...control} {...input('clientId')} />}
        </Field>
        <Field
          label={t.oauthClients.clientSecret}
          required={client === undefined}
          help={t.oauthClients.secretHelp}
          error={issueOf('clientSecret')}
        >
          {(control) => (
            <SecretInput
              {...control}
              {...input('clientSecret')}
              type="password"
              autoComplete="new-password"
              placeholder={
                client === undefined
                  ? ''
                  : t.oauthClients.secretSaved(format.day(client.secrets.clientSecret.updatedAt))
              }
            />
          )}
        </Field>
        {error !== undefined && <ProblemMessage error={error} />}
      </form>
    </Dialog>
  )
}
