import { allFields } from '../form.ts'
import type { Finding, FormSubject, Rule } from './rule.ts'

/** How the parts of a form fit: the field that chooses, what it chooses from, and what closes the form. */
export const branchRules: readonly Rule<FormSubject>[] = [
  {
    id: 'one-discriminator',
    message: 'Every if asks the same shared field, which has options, and asks for it in required as well.',
    check: ({ definition: { form }, parts: { discriminator } }) => {
      if (discriminator === undefined) return []
      const findings: Finding[] = []
      if (!Object.hasOwn(form.properties, discriminator) || !form.properties[discriminator]?.oneOf) {
        findings.push({ path: ['form', 'properties'], message: `${discriminator} is no shared field with options.` })
      }
      form.allOf?.forEach((entry, index) => {
        const [asked] = Object.keys(entry.if.properties)
        if (asked !== discriminator || entry.if.required[0] !== discriminator) {
          findings.push({
            path: ['form', 'allOf', index, 'if'],
            message: `This asks another field than ${discriminator}.`,
          })
        }
      })
      return findings
    },
  },
  {
    id: 'discriminator-required',
    message: 'The field that chooses the auth type is required and has no default: a blank form is of no auth type.',
    check: ({ definition: { form }, parts: { discriminator } }) => {
      if (discriminator === undefined) return []
      const findings: Finding[] = []
      if (!form.required?.includes(discriminator)) {
        findings.push({ path: ['form', 'required'], message: `${discriminator} is not required.` })
      }
      if (form.properties[discriminator]?.default !== undefined) {
        findings.push({
          path: ['form', 'properties', discriminator, 'default'],
          message: `${discriminator} has a default.`,
        })
      }
      return findings
    },
  },
  {
    id: 'branch-known',
    message: 'Every if stands for one option of the field it asks, and no two for the same.',
    check: ({ definition: { form }, parts: { discriminator } }) => {
      if (discriminator === undefined) return []
      const options = form.properties[discriminator]?.oneOf
      if (!options) return []
      const left = new Set(options.map((option) => option.const))
      const findings: Finding[] = []
      form.allOf?.forEach((entry, index) => {
        const value = entry.if.properties[discriminator]?.const
        if (value !== undefined && !left.delete(value)) {
          findings.push({
            path: ['form', 'allOf', index, 'if'],
            message: `${value} is no option, or stands here twice.`,
          })
        }
      })
      return findings
    },
  },
  {
    id: 'branch-shadow',
    message: 'A field is either shared or of auth types, not both.',
    check: ({ definition: { form } }) =>
      (form.allOf ?? []).flatMap((entry, index) =>
        Object.keys(entry.then.properties)
          .filter((name) => Object.hasOwn(form.properties, name))
          .map((name) => ({
            path: ['form', 'allOf', index, 'then', 'properties', name],
            message: `${name} is a shared field already.`,
          })),
      ),
  },
  {
    id: 'required-declared',
    message: 'A required field is declared in the same part of the form that requires it.',
    check: ({ definition: { form } }) => {
      const undeclared = (part: typeof form | NonNullable<typeof form.allOf>[number]['then'], path: Finding['path']) =>
        (part.required ?? [])
          .filter((name) => !Object.hasOwn(part.properties, name))
          .map((name) => ({ path: [...path, 'required'], message: `${name} is required but not declared here.` }))
      return [
        ...undeclared(form, ['form']),
        ...(form.allOf ?? []).flatMap((entry, index) => undeclared(entry.then, ['form', 'allOf', index, 'then'])),
      ]
    },
  },
  {
    id: 'form-closed',
    message: 'A form is closed by propertyNames.enum, which lists every field of every auth type.',
    check: ({ definition: { form }, parts }) => {
      const declared = new Set([
        ...allFields(parts).map(({ name }) => name),
        ...(form.allOf ?? []).flatMap((entry) => Object.keys(entry.then.properties)),
      ])
      const listed = new Set(form.propertyNames.enum)
      const path = ['form', 'propertyNames', 'enum']
      return [
        ...[...declared]
          .filter((name) => !listed.has(name))
          .map((name) => ({ path, message: `${name} is not listed.` })),
        ...[...listed].filter((name) => !declared.has(name)).map((name) => ({ path, message: `${name} is no field.` })),
      ]
    },
  },
]
