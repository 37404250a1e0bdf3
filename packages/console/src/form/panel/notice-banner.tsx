import type { ActiveNotice, Definition } from '@connform/core'
import type { ReactNode } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { Message } from '../../ui/index.ts'

export interface NoticeBannerProps {
  readonly notice: ActiveNotice
  readonly actions?: ReactNode
}

/** What comes to an end and when, and what to do about it. */
export function NoticeBanner({ notice, actions }: NoticeBannerProps) {
  const { t, format } = useTexts()
  const tone = notice.effect === 'refuse-all' ? 'bad' : 'warn'
  return (
    <Message tone={tone} title={notice.title} {...(actions !== undefined && { actions })}>
      <p>
        {notice.endsOn !== undefined && <strong>{t.form.endsOn(format.day(notice.endsOn))} </strong>}
        {notice.text}
      </p>
      <p>
        {notice.action}{' '}
        <a href={notice.source} target="_blank" rel="noreferrer">
          {t.form.source}
        </a>
      </p>
    </Message>
  )
}

/** The auth type that the connections of a notice can go over to: the first one that no notice in force is about. */
export function wayOut(
  definition: Definition,
  active: readonly ActiveNotice[],
): { readonly id: string; readonly title: string } | undefined {
  const about = definition.notices.filter((notice) => active.some((one) => one.id === notice.id))
  if (about.length === 0 || about.some((notice) => notice.authTypes === undefined)) return undefined
  const taken = new Set(about.flatMap((notice) => notice.authTypes ?? []))
  const discriminator = Object.keys(definition.form.allOf?.[0]?.if.properties ?? {})[0] ?? ''
  const option = definition.form.properties[discriminator]?.oneOf?.find((one) => !taken.has(one.const))
  return option === undefined ? undefined : { id: option.const, title: option.title }
}
