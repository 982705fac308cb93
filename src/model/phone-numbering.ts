/** How a country writes its numbers at home: its code, the trunk prefix, and how many digits a number has. */
interface Numbering {
  code: string;
  /** Empty: nothing. */
  trunk: string;
  lengths: readonly number[];
}

const of = (code: string, trunk: string, ...lengths: number[]): Numbering => ({ code, trunk, lengths });

/** By ISO code. Source: ITU-T E.164, national numbering plans. */
export const NUMBERING = {
  ...{ RU: of('7', '8', 10), KZ: of('7', '8', 10), BY: of('375', '80', 9), UA: of('380', '0', 9) },
  ...{ UZ: of('998', '', 9), KG: of('996', '0', 9), TJ: of('992', '', 9), TM: of('993', '8', 8) },
  ...{ AM: of('374', '0', 8), AZ: of('994', '0', 9), GE: of('995', '0', 9), MD: of('373', '0', 8) },
  ...{ EE: of('372', '', 7, 8), LV: of('371', '', 8), LT: of('370', '0', 8), PL: of('48', '', 9) },
  ...{ CZ: of('420', '', 9), SK: of('421', '0', 9), HU: of('36', '06', 8, 9), RO: of('40', '0', 9) },
  ...{ BG: of('359', '0', 8, 9), RS: of('381', '0', 8, 9), GR: of('30', '', 10), CY: of('357', '', 8) },
  ...{ DE: of('49', '0', 7, 8, 9, 10, 11), AT: of('43', '0', 7, 8, 9, 10, 11, 12), CH: of('41', '0', 9) },
  ...{ FR: of('33', '0', 9), ES: of('34', '', 9), PT: of('351', '', 9), IT: of('39', '', 8, 9, 10, 11) },
  ...{ NL: of('31', '0', 9), BE: of('32', '0', 8, 9), GB: of('44', '0', 9, 10), IE: of('353', '0', 7, 8, 9) },
  ...{ SE: of('46', '0', 7, 8, 9), NO: of('47', '', 8), DK: of('45', '', 8), FI: of('358', '0', 6, 7, 8, 9, 10) },
  ...{ US: of('1', '1', 10), CA: of('1', '1', 10), MX: of('52', '', 10), BR: of('55', '0', 10, 11) },
  ...{ AR: of('54', '0', 10), CL: of('56', '', 9), CO: of('57', '', 10), TR: of('90', '0', 10) },
  ...{ IL: of('972', '0', 8, 9), AE: of('971', '0', 8, 9), SA: of('966', '0', 9), IN: of('91', '0', 10) },
  ...{ AU: of('61', '0', 9), NZ: of('64', '0', 8, 9, 10), ZA: of('27', '0', 9), EG: of('20', '0', 9, 10) },
} as const satisfies Record<string, Numbering>;
export type Country = keyof typeof NUMBERING;
export const COUNTRIES = Object.keys(NUMBERING) as Country[];
