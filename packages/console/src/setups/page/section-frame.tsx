import type { ReactNode } from 'react'
import type { SectionStatus, SetupDocument } from '../../api/setup-types.ts'
import { useTexts } from '../../texts/texts-context.tsx'
import { classNames, Disclosure, Icon, type IconName, Tag, type Tone } from '../../ui/index.ts'

export interface SectionFrameProps {
  readonly document: SetupDocument
  readonly section: SetupDocument['sections'][number]
  readonly state: SectionStatus
  readonly number: number
  readonly children: ReactNode
}

/** Id of a section, for links to it. */
export const sectionId = (id: string): string => `section-${id}`

/** Moves the view and the focus to a section. */
export function focusSection(id: string): void {
  const element = document.getElementById(sectionId(id))
  element?.scrollIntoView({ block: 'start' })
  element?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
}

const looks: Readonly<Record<'done' | 'open' | 'locked', { readonly icon?: IconName; readonly tone: Tone }>> = {
  done: { icon: 'check', tone: 'good' },
  open: { tone: 'accent' },
  locked: { icon: 'lock', tone: 'neutral' },
}

/** A numbered section with its state in words; a locked one says why, and leads to what opens it. */
export function SectionFrame({ document, section, state, number, children }: SectionFrameProps) {
  const { t } = useTexts()
  const { id, title, description, advice = [] } = section
  const word = state.open ? (state.done ? 'done' : 'open') : 'locked'
  const { icon, tone } = looks[word]
  const guide = section.guide === undefined ? undefined : document.guides[section.guide]
  return (
    <section
      id={sectionId(id)}
      aria-labelledby={`${sectionId(id)}-title`}
      className={classNames('setup-section', `setup-section-${word}`)}
    >
      <header className="setup-section-head">
        <span className="setup-section-number" aria-hidden="true">
          {number}
        </span>
        <h2 id={`${sectionId(id)}-title`} tabIndex={-1}>
          {title}
        </h2>
        <Tag tone={tone}>
          {icon !== undefined && <Icon name={icon} />}
          {t.setups.sectionState[word]}
        </Tag>
      </header>
      <div className="setup-section-body">
        <p className="quiet">{description}</p>
        {state.reasons.length > 0 && (
          <ul className="setup-reasons">
            {state.reasons.map((reason) => {
              const opener = document.sections.find(({ slot }) => slot !== undefined && slot === reason.path[0])
              return (
                <li key={`${reason.path.join('.')}:${reason.message}`}>
                  <Icon name="lock" />
                  <span>
                    {reason.message}{' '}
                    {opener !== undefined && (
                      <a
                        href={`#${sectionId(opener.id)}`}
                        onClick={(event) => {
                          event.preventDefault()
                          focusSection(opener.id)
                        }}
                      >
                        {t.setups.goToSection(opener.title)}
                      </a>
                    )}
                  </span>
                </li>
              )
            })}
          </ul>
        )}
        {advice.length > 0 && (
          <div className="setup-advice">
            <p className="run-hints-title">{t.setups.advice}</p>
            <ul className="run-hints">
              {advice.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </div>
        )}
        {guide !== undefined && (
          <Disclosure summary={guide.title}>
            <ol className="guide-steps">
              {guide.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            {guide.note !== undefined && <p className="guide-note">{guide.note}</p>}
          </Disclosure>
        )}
        {children}
      </div>
    </section>
  )
}
