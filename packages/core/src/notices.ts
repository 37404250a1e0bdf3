import type { Definition, Notice, NoticeEffect } from './definition.ts'
import type { Issue } from './issue.ts'

/** A notice as it stands on one day. */
export interface ActiveNotice {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly action: string
  readonly source: string
  readonly effect: NoticeEffect
  /** Last day, in UTC, on which the connection works. */
  readonly endsOn?: string
}

/** The notices in force for an auth type at a moment. */
export function activeNotices(definition: Definition, authType: string, now: Date): ActiveNotice[] {
  const active: ActiveNotice[] = []
  for (const notice of definition.notices) {
    if (notice.authTypes !== undefined && !notice.authTypes.includes(authType)) continue
    const effect = effectAt(notice, now)
    if (effect === undefined) continue
    const { id, title, text, action, source, endsOn } = notice
    active.push({ id, title, text, action, source, effect, ...(endsOn === undefined ? {} : { endsOn }) })
  }
  return active
}

/** What the stages say for a moment: the last that has begun. Dates are days in UTC. */
function effectAt(notice: Notice, now: Date): NoticeEffect | undefined {
  const today = now.toISOString().slice(0, 10)
  let effect: NoticeEffect | undefined
  let since = ''
  for (const stage of notice.stages) {
    if (stage.from <= today && stage.from >= since) {
      effect = stage.effect
      since = stage.from
    }
  }
  return effect
}

interface Choice {
  readonly now: Date
  /** False where an existing connection keeps its auth type: it may go on until it is refused as well. */
  readonly isNew: boolean
}

/** What the notices in force say about choosing an auth type: a refusal, else the first warning, else undefined. */
export function noticeIssue(definition: Definition, authType: string, { now, isNew }: Choice): Issue | undefined {
  const path = discriminatorPath(definition)
  let warning: Issue | undefined
  for (const notice of activeNotices(definition, authType, now)) {
    const refused = notice.effect === 'refuse-all' || (notice.effect === 'refuse-new' && isNew)
    const issue: Issue = {
      path,
      code: refused ? 'refused_by_notice' : 'notice',
      message: `${notice.title}: ${notice.text}`,
      hint: notice.action,
      severity: refused ? 'error' : 'warning',
    }
    if (refused) return issue
    warning ??= issue
  }
  return warning
}

function discriminatorPath(definition: Definition): readonly string[] {
  const condition = definition.form.allOf?.[0]?.if.properties
  return condition === undefined ? [] : Object.keys(condition).slice(0, 1)
}
