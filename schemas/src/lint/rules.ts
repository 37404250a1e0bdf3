import { answerRules } from './answer-rules.ts'
import { authRules } from './auth-rules.ts'
import { branchRules } from './branch-rules.ts'
import { fieldRules } from './field-rules.ts'
import { noticeRules } from './notice-rules.ts'
import { referenceRules } from './reference-rules.ts'
import type { FormSubject, Rule } from './rule.ts'
import { scopeRules } from './scope-rules.ts'
import { templateRules } from './template-rules.ts'

/** What a schema cannot say about a form. */
export const formRules: readonly Rule<FormSubject>[] = [...branchRules, ...fieldRules]

/** What a schema cannot say about the rest, which builds upon the form. */
export const meaningRules: readonly Rule[] = [
  ...referenceRules,
  ...authRules,
  ...templateRules,
  ...answerRules,
  ...scopeRules,
  ...noticeRules,
]
