import { useId } from 'react'
import type { OAuthClient } from '../../api/types.ts'
import { OAuthClientForm } from '../../oauth-clients/oauth-client-form.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Modal } from '../../ui/modal.tsx'

export interface OAuthClientDialogProps {
  readonly definition: string
  /** The one that is changed; undefined for a new one. */
  readonly client: OAuthClient | undefined
  readonly onClose: () => void
  readonly onSaved: (client: OAuthClient) => void
}

/** Adds or changes a client ID and client secret, over the form that needs it. */
export function OAuthClientDialog({ definition, client, onClose, onSaved }: OAuthClientDialogProps) {
  const { t } = useTexts()
  const id = useId()
  return (
    <Modal labelledBy={id} onClose={onClose} className="dialog">
      <div className="dialog-inner">
        <h2 id={id} className="dialog-title">
          {client === undefined ? t.oauthClients.add : t.oauthClients.edit(client.name)}
        </h2>
        <OAuthClientForm
          definition={definition}
          {...(client !== undefined && { client })}
          onSaved={onSaved}
          onCancel={onClose}
        />
      </div>
    </Modal>
  )
}
