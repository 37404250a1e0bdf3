import type { WidgetProps } from '@rjsf/utils'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { useOAuthClients } from '../../api/oauth-clients.ts'
import { useTexts } from '../../texts/texts-context.tsx'
import { IconButton, Select } from '../../ui/index.ts'
import { OAuthClientDialog } from '../oauth/oauth-client-dialog.tsx'
import { useForm } from '../panel/form-context.ts'
import { useControlProps } from './described-by.ts'

/** A saved client ID and client secret: chosen, added with a plus, changed with a pencil, without leaving the form. */
export function OAuthClientControl({ id, value, onChange, onBlur, onFocus }: WidgetProps) {
  const { t } = useTexts()
  const { definition, locked } = useForm()
  const { data: clients = [] } = useOAuthClients(definition.id)
  const control = useControlProps(id)
  const [edited, setEdited] = useState<string | 'new'>()
  const chosen = clients.find((client) => client.id === value)
  const isUnknown = typeof value === 'string' && value !== '' && chosen === undefined
  return (
    <div className="client-row">
      <Select
        {...control}
        value={value ?? ''}
        options={[
          { value: '', label: clients.length === 0 ? t.form.noClient : t.form.choose },
          ...(isUnknown ? [{ value, label: value }] : []),
          ...clients.map((client) => ({ value: client.id, label: `${client.name} · ${client.clientId}` })),
        ]}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
        onBlur={() => onBlur(id, value)}
        onFocus={() => onFocus(id, value)}
      />
      <IconButton icon="plus" label={t.form.addClient} disabled={locked} onClick={() => setEdited('new')} />
      {chosen !== undefined && (
        <IconButton
          icon="pencil"
          label={t.form.editClient(chosen.name)}
          disabled={locked}
          onClick={() => setEdited(chosen.id)}
        />
      )}
      {/* A form must not stand inside another one. */}
      {edited !== undefined &&
        createPortal(
          <OAuthClientDialog
            definition={definition.id}
            client={clients.find((client) => client.id === edited)}
            onClose={() => setEdited(undefined)}
            onSaved={(client) => {
              setEdited(undefined)
              onChange(client.id)
            }}
          />,
          document.body,
        )}
    </div>
  )
}
