import type { Rule } from '../rule.ts'
import { guideRules } from './guide-rules.ts'
import { lockRules } from './lock-rules.ts'
import { sectionRules } from './section-rules.ts'
import { settingRules } from './setting-rules.ts'
import type { SetupSubject } from './setup-subject.ts'
import { slotFieldRules } from './slot-field-rules.ts'
import { slotRules } from './slot-rules.ts'

/** What a schema cannot say about a setup. */
export const setupRules: readonly Rule<SetupSubject>[] = [
  ...slotRules,
  ...slotFieldRules,
  ...settingRules,
  ...sectionRules,
  ...lockRules,
  ...guideRules,
]
