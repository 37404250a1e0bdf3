import { useState } from 'react'
import { Link, useMatch, useNavigate, useOutlet, useParams } from 'react-router'
import { isProblem } from '../../api/problem.ts'
import type { SetupDocument, SetupStatus } from '../../api/setup-types.ts'
import { useSetup, useSetupDocument } from '../../api/setups.ts'
import { useMay } from '../../session/session-context.tsx'
import { LeaveGuard } from '../../shell/leave-guard.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { ProblemMessage } from '../../shell/problem-message.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Skeleton } from '../../ui/index.ts'
import { SetupState } from '../setup-state.tsx'
import { CleaningBanner } from './cleaning-banner.tsx'
import { DangerSection } from './danger-section.tsx'
import { SectionBody } from './section-body.tsx'
import { SectionFrame } from './section-frame.tsx'
import { UseBanner } from './use-banner.tsx'
import '../../form/form.css'
import '../setups.css'

/** One started setup: its sections in order, what is locked and why, and the ways back. */
export function SetupPage() {
  const { id = '' } = useParams()
  const { t } = useTexts()
  const panel = useOutlet()
  const { data: status, error: statusError, refetch } = useSetup(id)
  const { data: document, error: documentError } = useSetupDocument(status?.setup.document)
  usePageTitle(status?.setup.name ?? t.setups.title)
  const isGone = isProblem(statusError) && statusError.status === 404
  const error = (status === undefined || isGone ? statusError : null) ?? documentError
  if (status === undefined || document === undefined || isGone) {
    return (
      <div className="page">
        <Link to="/setups" className="page-back">
          {t.setups.back}
        </Link>
        {error === null ? (
          <Skeleton lines={12} />
        ) : (
          <>
            <h1>{t.setups.title}</h1>
            <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />
          </>
        )}
      </div>
    )
  }
  return (
    <>
      <StartedSetup key={id} document={document} status={status} />
      {panel}
    </>
  )
}

interface StartedSetupProps {
  readonly document: SetupDocument
  readonly status: SetupStatus
}

function StartedSetup({ document, status }: StartedSetupProps) {
  const { t } = useTexts()
  const { setup, sections } = status
  const navigate = useNavigate()
  const mayEdit = useMay('editor')
  const path = `/setups/${encodeURIComponent(setup.id)}`
  const isPageAlone = useMatch('/setups/:id') !== null
  const [dirty, setDirty] = useState<ReadonlySet<string>>(new Set())
  const ofMany = document.instances === 'many'
  const list = ofMany ? `/setups/of/${encodeURIComponent(document.id)}` : '/setups'
  return (
    <div className="page setup-page">
      <Link to={list} className="page-back">
        {ofMany ? t.setups.backTo(document.title) : t.setups.back}
      </Link>
      <div className="page-head">
        <h1>{setup.name}</h1>
        <SetupState status={status} />
      </div>
      <p className="page-intro">
        {document.description}{' '}
        {document.documentation !== undefined && (
          <a href={document.documentation} target="_blank" rel="noreferrer">
            {t.setups.productDocumentation}
          </a>
        )}
      </p>
      {status.cleaning !== null && (
        <CleaningBanner key={setup.revision} document={document} setup={setup} cleaning={status.cleaning} />
      )}
      <UseBanner document={document} status={status} />
      <ol className="setup-sections">
        {document.sections.map((section, index) => {
          const state = sections.find(({ id }) => id === section.id)
          if (state === undefined) return null
          return (
            <li key={section.id}>
              <SectionFrame document={document} section={section} state={state} number={index + 1}>
                <SectionBody
                  document={document}
                  section={section}
                  status={status}
                  open={state.open}
                  onDirty={(isDirty) =>
                    setDirty((so) =>
                      so.has(section.id) === isDirty
                        ? so
                        : new Set([...so].filter((one) => one !== section.id).concat(isDirty ? [section.id] : [])),
                    )
                  }
                />
              </SectionFrame>
            </li>
          )
        })}
      </ol>
      {mayEdit && <DangerSection document={document} setup={setup} onRemoved={() => void navigate(list)} />}
      {/* An open panel asks for itself; it lies over the page, which keeps what was typed. */}
      {isPageAlone && <LeaveGuard dirty={dirty.size > 0} within={`${path}/`} />}
    </div>
  )
}
