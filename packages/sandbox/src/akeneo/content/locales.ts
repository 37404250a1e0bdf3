import type { PimItem } from '../resources.ts'

/** A PIM knows many locales from the start; the few that a channel uses are enabled. */
const enabled: readonly string[] = ['de_DE', 'en_US', 'fr_FR']

const codes =
  'af_ZA ar_AE ar_EG ar_MA ar_SA be_BY bg_BG ca_ES cs_CZ cy_GB da_DK de_AT de_CH de_DE de_LU el_GR en_AU en_CA en_GB ' +
  'en_IE en_IN en_NZ en_SG en_US en_ZA es_AR es_CL es_CO es_ES es_MX es_PE et_EE eu_ES fi_FI fr_BE fr_CA fr_CH fr_FR ' +
  'fr_LU ga_IE gl_ES he_IL hi_IN hr_HR hu_HU id_ID is_IS it_CH it_IT ja_JP ka_GE kk_KZ ko_KR lt_LT lv_LV mk_MK ms_MY ' +
  'mt_MT nb_NO nl_BE nl_NL nn_NO pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI sq_AL sr_RS sv_FI sv_SE th_TH tr_TR uk_UA ' +
  'ur_PK uz_UZ vi_VN zh_CN zh_HK zh_SG zh_TW'

export const locales: readonly PimItem[] = codes.split(' ').map((code) => ({ code, enabled: enabled.includes(code) }))
