import { useState } from 'react'
import { useDefinitions } from '../api/definitions.ts'
import type { OAuthClient } from '../api/types.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Field, Select, SidePanel, Skeleton } from '../ui/index.ts'
import { OAuthClientForm } from './oauth-client-form.tsx'

export interface OAuthClientPanelProps {
  readonly client?: OAuthClient
  readonly onSaved: (client: OAuthClient) => void
  readonly onClose: () => void
}

/** Adds or changes an OAuth client; the provider is chosen for a new one. */
export function OAuthClientPanel({ client, onSaved, onClose }: OAuthClientPanelProps) {
  const { t } = useTexts()
  const { data: definitions } = useDefinitions()
  const [chosen, setChosen] = useState<string>()
  const choices = (definitions ?? []).filter(({ authTypes }) => authTypes.some(({ id }) => id === 'oauth2'))
  const definition = client?.definition ?? chosen ?? choices[0]?.id
  const title = client === undefined ? t.oauthClients.add : t.oauthClients.edit(client.name)
  return (
    <SidePanel title={title} onClose={onClose}>
      {definition === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <OAuthClientForm
          definition={definition}
          {...(client === undefined ? {} : { client })}
          onSaved={onSaved}
          onCancel={onClose}
        >
          {client === undefined && choices.length > 1 && (
            <Field label={t.oauthClients.provider} required>
              {(control) => (
                <Select
                  {...control}
                  value={definition}
                  options={choices.map(({ id, title: label }) => ({ value: id, label }))}
                  onChange={(event) => setChosen(event.target.value)}
                />
              )}
            </Field>
          )}
        </OAuthClientForm>
      )}
    </SidePanel>
  )
}
