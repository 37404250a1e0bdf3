import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { useApi } from '../../api/api-context.tsx'
import type { Setup, SetupDocument } from '../../api/setup-types.ts'
import { setupQuery, useSetups, useStartSetup } from '../../api/setups.ts'
import { useMay } from '../../session/session-context.tsx'
import { ProblemMessage } from '../../shell/problem-message.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, LinkButton, Tag } from '../../ui/index.ts'
import { SetupState } from '../setup-state.tsx'

/** More of them stand in the list. */
const MAX_NAMED = 3

/** What one document is for, how far it is, and the way in. */
export function DocumentCard({ document }: { readonly document: SetupDocument }) {
  const { title, description } = document
  const { data, error } = useSetups({ document: document.id, sort: '-updatedAt' })
  return (
    <article className="setup-card" aria-label={title}>
      <h2 className="setup-card-title">{title}</h2>
      <p className="setup-card-text">{description}</p>
      {error !== null && data === undefined && <ProblemMessage error={error} />}
      {document.instances === 'one' ? (
        <OfOne document={document} setups={data} />
      ) : (
        <OfMany document={document} setups={data} />
      )}
    </article>
  )
}

interface StartedProps {
  readonly document: SetupDocument
  /** Undefined until they are read. */
  readonly setups: readonly Setup[] | undefined
}

function OfOne({ document, setups }: StartedProps) {
  const { t } = useTexts()
  const api = useApi()
  const navigate = useNavigate()
  const mayEdit = useMay('editor')
  const start = useStartSetup()
  const [setup] = setups ?? []
  const { data: status } = useQuery({ ...setupQuery(api, setup?.id ?? ''), enabled: setup !== undefined })
  const path = `/setups/${encodeURIComponent(setup?.id ?? '')}`
  const isWaiting = setups === undefined || (setup !== undefined && status === undefined)
  return (
    <>
      <p className="setup-card-state">{!isWaiting && <SetupState status={status} />}</p>
      {start.error !== null && <ProblemMessage error={start.error} />}
      <div className="setup-card-acts">
        {setup !== undefined ? (
          <LinkButton to={path} variant="primary" aria-label={t.setups.openOf(document.title)}>
            {t.setups.open}
          </LinkButton>
        ) : (
          mayEdit && (
            <Button
              variant="primary"
              disabled={setups === undefined}
              busy={start.isPending}
              aria-label={t.setups.startOf(document.title)}
              onClick={() =>
                start.mutate(document.id, {
                  onSuccess: ({ id }) => void navigate(`/setups/${encodeURIComponent(id)}`),
                })
              }
            >
              {t.setups.start}
            </Button>
          )
        )}
      </div>
    </>
  )
}

function OfMany({ document, setups }: StartedProps) {
  const { t } = useTexts()
  const mayEdit = useMay('editor')
  const list = `/setups/of/${encodeURIComponent(document.id)}`
  const named = (setups ?? []).slice(0, MAX_NAMED)
  return (
    <>
      <p className="setup-card-state">
        {setups !== undefined &&
          (setups.length === 0 ? <SetupState status={undefined} /> : <Tag>{t.setups.started(setups.length)}</Tag>)}
      </p>
      {named.length > 0 && (
        <ul className="setup-card-latest" aria-label={t.setups.latest}>
          {named.map(({ id, name }) => (
            <li key={id}>
              <Link to={`/setups/${encodeURIComponent(id)}`}>{name}</Link>
            </li>
          ))}
        </ul>
      )}
      <div className="setup-card-acts">
        <LinkButton to={list} variant="primary" aria-label={t.setups.openListOf(document.title)}>
          {t.setups.openList}
        </LinkButton>
        {mayEdit && (
          <LinkButton to={`${list}/new`} icon="plus" aria-label={t.setups.createOf(document.title)}>
            {t.setups.create}
          </LinkButton>
        )}
      </div>
    </>
  )
}
