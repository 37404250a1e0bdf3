import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { useSaveOAuthClient } from '../api/oauth-clients.ts'
import { isProblem, type Problem } from '../api/problem.ts'
import type { OAuthClient } from '../api/types.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, Field, SecretInput } from '../ui/index.ts'

export interface OAuthClientFormProps {
  readonly definition: string
  /** The one to change; where it is absent, another is made. */
  readonly client?: OAuthClient
  readonly onSaved: (client: OAuthClient) => void
  readonly onCancel: () => void
  /** Shown above the fields, such as a choice of the provider. */
  readonly children?: ReactNode
}

const fields = ['name', 'clientId', 'clientSecret'] as const
type FieldName = (typeof fields)[number]

/** A name, a client ID and a client secret. What is typed is in the page alone and gone with the form. */
export function OAuthClientForm({ definition, client, onSaved, onCancel, children }: OAuthClientFormProps) {
  const { t, format } = useTexts()
  const save = useSaveOAuthClient()
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState<Readonly<Record<FieldName, string>>>({
    name: client?.name ?? '',
    clientId: client?.clientId ?? '',
    clientSecret: '',
  })
  const [missing, setMissing] = useState<ReadonlySet<FieldName>>(new Set())
  const needsSecret = client === undefined || values.clientId.trim() !== client.clientId
  const refused = isProblem(save.error) ? save.error : undefined

  const focus = (name: FieldName | undefined): void =>
    form.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    if (save.isPending) return
    const empty = fields.filter((name) => values[name].trim() === '' && (name !== 'clientSecret' || needsSecret))
    setMissing(new Set(empty))
    if (empty.length > 0) {
      focus(empty[0])
      return
    }
    const { clientSecret, ...open } = values
    const input = clientSecret === '' ? open : { ...open, clientSecret }
    save.mutate(
      { definition, input, ...(client === undefined ? {} : { client }) },
      {
        onSuccess: ({ oauthClient }) => onSaved(oauthClient),
        onError: (error) => {
          const wrong = isProblem(error) ? fields.find((name) => issueOf(error, name) !== undefined) : undefined
          if (wrong !== undefined) focus(wrong)
        },
      },
    )
  }

  const labels: Readonly<Record<FieldName, string>> = {
    name: t.oauthClients.name,
    clientId: t.oauthClients.clientId,
    clientSecret: t.oauthClients.clientSecret,
  }
  const helps: Readonly<Record<FieldName, string | undefined>> = {
    name: t.oauthClients.nameHelp,
    clientId: undefined,
    clientSecret: client !== undefined && needsSecret ? t.oauthClients.secretAgain : t.oauthClients.secretHelp,
  }
  const saved = client?.secrets.clientSecret.updatedAt
  return (
    <form ref={form} noValidate className="simple-form" onSubmit={submit}>
      {children}
      {fields.map((name) => (
        <Field
          key={name}
          label={labels[name]}
          required={name !== 'clientSecret' || needsSecret}
          help={helps[name]}
          error={missing.has(name) ? t.oauthClients.fillIn : issueOf(refused, name)}
        >
          {(control) => (
            <SecretInput
              {...control}
              name={name}
              type={name === 'clientSecret' ? 'password' : 'text'}
              autoComplete={name === 'clientSecret' ? 'new-password' : 'off'}
              value={values[name]}
              {...(name === 'clientSecret' && saved !== undefined && !needsSecret
                ? { placeholder: t.oauthClients.secretSaved(format.day(saved)) }
                : {})}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {save.error !== null && !hasFieldIssue(refused) && <SaveProblem error={save.error} />}
      <div className="row">
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t.oauthClients.save}
        </Button>
        <Button onClick={onCancel}>{t.common.cancel}</Button>
      </div>
    </form>
  )
}

function SaveProblem({ error }: { readonly error: unknown }) {
  const { t } = useTexts()
  const isConflict = isProblem(error) && error.status === 412
  return isConflict ? (
    <ProblemMessage error={error} title={t.oauthClients.conflict} />
  ) : (
    <ProblemMessage error={error} />
  )
}

const hasFieldIssue = (problem: Problem | undefined): boolean =>
  problem !== undefined && fields.some((name) => issueOf(problem, name) !== undefined)

function issueOf(problem: Problem | undefined, name: FieldName): string | undefined {
  const issue = problem?.issues.find(({ path }) => path.at(-1) === name)
  if (issue === undefined) return undefined
  return issue.hint === undefined ? issue.message : `${issue.message} ${issue.hint}`
}
