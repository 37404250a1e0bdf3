import type { ObjectFieldTemplateProps, RegistryWidgetsType, TemplatesType } from '@rjsf/utils'
import { CheckControl, RadioControl, SelectControl } from './choice-controls.tsx'
import { CopyControl } from './copy-control.tsx'
import { FieldTemplate } from './field-template.tsx'
import { OAuthClientControl } from './oauth-client-control.tsx'
import { OptionsControl } from './options-control.tsx'
import { SecretControl } from './secret-control.tsx'
import { TextControl } from './text-control.tsx'

/** What stands in the place of rjsf's own controls: named, described, marked as wrong, in our look. */
export const widgets: RegistryWidgetsType = Object.freeze({
  PasswordWidget: SecretControl,
  SelectWidget: SelectControl,
  RadioWidget: RadioControl,
  CheckboxesWidget: OptionsControl,
  CheckboxWidget: CheckControl,
  copy: CopyControl,
  oauthClient: OAuthClientControl,
})

export const templates: Partial<Omit<TemplatesType, 'ButtonTemplates'>> = Object.freeze({
  FieldTemplate,
  BaseInputTemplate: TextControl,
  ObjectFieldTemplate: ({ properties }: ObjectFieldTemplateProps) => properties.map((property) => property.content),
})
