import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useCreateApiKey } from '../api/api-keys.ts'
import { isProblem } from '../api/problem.ts'
import type { Role } from '../api/types.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, Checkbox, CopyButton, Field, Message, SecretInput, Select, SidePanel, TextInput } from '../ui/index.ts'
import { type Expiry, expiryDays, expiryOf } from './expiry.ts'

const roles: readonly Role[] = ['viewer', 'editor', 'admin']

/** Makes a key, then shows it this once; closing forgets it. */
export function CreateApiKeyPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts()
  const create = useCreateApiKey()
  const secret = create.data?.secret
  return (
    <SidePanel title={t.settings.apiKeys.createTitle} onClose={onClose}>
      {secret === undefined ? (
        <CreateForm create={create} onCancel={onClose} />
      ) : (
        <ShownOnce secret={secret} onDone={onClose} />
      )}
    </SidePanel>
  )
}

interface CreateFormProps {
  readonly create: ReturnType<typeof useCreateApiKey>
  readonly onCancel: () => void
}

function CreateForm({ create, onCancel }: CreateFormProps) {
  const { t } = useTexts()
  const texts = t.settings.apiKeys
  const nameInput = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [expiry, setExpiry] = useState<Expiry>('90')
  const [tried, setTried] = useState(false)
  const isMissing = tried && name.trim() === ''
  const nameIssue = isProblem(create.error) ? create.error.issues.find(({ path }) => path.at(-1) === 'name') : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '') {
      nameInput.current?.focus()
      return
    }
    if (create.isPending) return
    const expiresAt = expiryOf(expiry, new Date())
    create.mutate({ name: name.trim(), role, ...(expiresAt === undefined ? {} : { expiresAt }) })
  }
  return (
    <form noValidate className="simple-form" onSubmit={submit}>
      <Field
        label={texts.name}
        required
        help={texts.nameHelp}
        error={isMissing ? t.oauthClients.fillIn : nameIssue?.message}
      >
        {(control) => (
          <TextInput
            {...control}
            ref={nameInput}
            value={name}
            maxLength={255}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <fieldset className="choices">
        <legend className="field-label">{texts.role}</legend>
        {roles.map((one) => (
          <Checkbox
            key={one}
            type="radio"
            name="role"
            label={t.session.role[one]}
            help={texts.roleHelp[one]}
            checked={role === one}
            onChange={() => setRole(one)}
          />
        ))}
      </fieldset>
      <Field label={texts.expires}>
        {(control) => (
          <Select
            {...control}
            value={expiry}
            options={expiryDays.map((value) => ({ value, label: texts.expiry[value] }))}
            onChange={(event) => setExpiry(expiryDays.find((one) => one === event.target.value) ?? '90')}
          />
        )}
      </Field>
      {create.error !== null && nameIssue === undefined && <ProblemMessage error={create.error} />}
      <div className="row">
        <Button type="submit" variant="primary" busy={create.isPending}>
          {texts.create}
        </Button>
        <Button onClick={onCancel}>{t.common.cancel}</Button>
      </div>
    </form>
  )
}

function ShownOnce({ secret, onDone }: { readonly secret: string; readonly onDone: () => void }) {
  const { t } = useTexts()
  const box = useRef<HTMLDivElement>(null)
  const texts = t.settings.apiKeys
  // The button that had the focus is gone.
  useEffect(() => {
    box.current?.querySelector('input')?.focus()
  }, [])
  return (
    <div ref={box} className="simple-form">
      <Message tone="warn" alert title={texts.shownTitle}>
        <p>{texts.shownText}</p>
      </Message>
      <Field label={texts.keyLabel}>
        {(control) => (
          <div className="copy-row">
            <SecretInput
              {...control}
              className="code"
              readOnly
              value={secret}
              onFocus={(event) => event.target.select()}
            />
            <CopyButton text={secret} what={texts.keyLabel} />
          </div>
        )}
      </Field>
      <div className="row">
        <Button variant="primary" onClick={onDone}>
          {texts.done}
        </Button>
      </div>
    </div>
  )
}
